package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  /** The example of RFC 1071 section 3. */
  private static final byte[] EXAMPLE = Hex.bytes("0001f203f4f5f6f7");

  @Test
  void theSumIsThatOfRfc1071() {
    int sum = Checksum.add(0, EXAMPLE);
    assertEquals(0xDDF2, sum);
    assertEquals(0x220D, Checksum.field(sum));
    assertTrue(Checksum.verifies(Checksum.addWord(sum, 0x220D)));
    assertFalse(Checksum.verifies(Checksum.addWord(sum, 0x220E)));
  }

  @Test
  void anOddLastOctetCountsAsTheHighOne() {
    assertEquals(0x0102 + 0x0300, Checksum.add(0, Hex.bytes("010203")));
    assertEquals(0xFF00, Checksum.add(0, Hex.bytes("ff")));
  }

  @Test
  void nothingIsAddedBeforeOrBehindTheRange() {
    assertEquals(0xF203, Checksum.add(0, ByteBuffer.wrap(EXAMPLE), 2, 4));
    assertEquals(7, Checksum.add(7, ByteBuffer.wrap(EXAMPLE), 4, 4));
  }

  @Test
  void carriesOfCarriesAreAddedToo() {
    assertEquals(1, Checksum.addWord(Checksum.addWord(0xFFFF, 0xFFFF), 1));
    assertEquals(0xFFFE, Checksum.field(0x1FFFF));
  }
}
