package dev.baton.agent.linux;

import dev.baton.agent.engine.RefusedAddress;
import dev.baton.agent.linux.NftablesTable.SetShape;
import java.net.Inet4Address;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A refused address, as an element of a set.
 *
 * @param hex its bytes, in hexadecimal digits
 */
record RefusedKey(RefusedSet set, String hex) {
  private static final int NAME_BYTES = 16;
  private static final boolean IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /** The sets that refused addresses are in; the key types are those of nft's listings. */
  enum RefusedSet {
    IPV4("vips", 1, 7, 4),
    IPV6("vips", 1, 8, 16),
    /** Link-local addresses with the name of their interface. */
    LINK_NAMES("vips_link_local_name", 2, 8 << 6 | 41, 16 + NAME_BYTES),
    /** Link-local addresses with the number of their interface. */
    LINK_INDEXES("vips_link_local", 3, 8 << 6 | 20, 16 + Integer.BYTES);

    private final String text;
    private final int id;
    private final int keyType;
    private final int keyBytes;

    RefusedSet(String text, int id, int keyType, int keyBytes) {
      this.text = text;
      this.id = id;
      this.keyType = keyType;
      this.keyBytes = keyBytes;
    }

    SetShape shape() {
      return new SetShape(text, id, keyType, keyBytes, false);
    }

    boolean isOfLinks() {
      return this == LINK_NAMES || this == LINK_INDEXES;
    }
  }

  /** Of an address that is refused wherever it is. */
  static RefusedKey everywhere(RefusedAddress refused) {
    var address = refused.address();
    var set = address instanceof Inet4Address ? RefusedSet.IPV4 : RefusedSet.IPV6;
    return new RefusedKey(set, HexFormat.of().formatHex(address.getAddress()));
  }

  /** Of a link-local address, whatever interface has the name. */
  static RefusedKey byName(RefusedAddress refused) {
    var name = refused.interfaceName().getBytes(StandardCharsets.UTF_8);
    String hex = HexFormat.of().formatHex(Arrays.copyOf(name, NAME_BYTES));
    return new RefusedKey(RefusedSet.LINK_NAMES, everywhere(refused).hex() + hex);
  }

  /** Of a link-local address on the interface that has this number. */
  static RefusedKey byIndex(RefusedAddress refused, int interfaceIndex) {
    // The one number of a packet's that the kernel has in the machine's own order.
    int index = IS_LITTLE ? Integer.reverseBytes(interfaceIndex) : interfaceIndex;
    return new RefusedKey(
        RefusedSet.LINK_INDEXES, everywhere(refused).hex() + HexFormat.of().toHexDigits(index));
  }
}
