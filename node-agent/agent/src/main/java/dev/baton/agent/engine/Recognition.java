package dev.baton.agent.engine;

import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Decodes what an instance hears. An Active sends the same message again and again: the one that
 * was accepted last is recognised by its bytes, and not checked and unpacked once more.
 */
final class Recognition {
  private final ReceiveRules rules;
  private List<Known> last = List.of();

  /** What led to a result; the same leads to the same. */
  private record Known(Reception reception, ByteBuffer message, Decoded.Ok result) {}

  Recognition(ReceiveRules rules) {
    this.rules = rules;
  }

  /** As {@link AdvertisementCodec#decode}. */
  Decoded decode(Reception reception, ByteBuffer message) {
    if (!last.isEmpty()) {
      var known = last.getFirst();
      if (known.message().equals(message) && known.reception().equals(reception)) {
        return known.result();
      }
    }
    var decoded = AdvertisementCodec.decode(reception, rules, message);
    if (decoded instanceof Decoded.Ok ok) {
      last = List.of(new Known(reception, copy(message), ok));
    }
    return decoded;
  }

  private static ByteBuffer copy(ByteBuffer message) {
    var copy = ByteBuffer.allocate(message.remaining());
    copy.put(message.duplicate()).flip();
    return copy;
  }
}
