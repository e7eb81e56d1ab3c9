package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.Decoded.Reason;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What can be wrong in the receive checks that need no configuration (R21 to R34, R36, R43). */
final class DecodingDefects {
  private static final ReceiveRules RFC = ReceiveRules.RFC_9568;
  private static final int CHECKSUM_OFFSET = 6;
  private static final int HEADER_BYTES = 8;

  private DecodingDefects() {}

  static List<Defect> all() {
    return List.of(
        ruled("a TTL below 255 is refused", RFC.withTtl(0, 255)),
        ruled("a message without addresses is refused", RFC.withoutAddresses()),
        ruled(
            "the first IPv6 address is link-local",
            new ReceiveRules(255, 255, false, true, false, false)),
        ruled(
            "an IPv6 sender is link-local", new ReceiveRules(255, 255, true, false, false, false)),
        mended("an unknown version is refused", Reason.VERSION, m -> patched(m, 0, 0x31)),
        mended("another type is refused", Reason.TYPE, DecodingDefects::asAdvertisement),
        mended("a longer message is refused", Reason.TOO_LONG, DecodingDefects::whole),
        mended("a shorter message is refused", Reason.TOO_SHORT, m -> summed(whole(m))),
        mended("an interval of zero is refused", Reason.ZERO_INTERVAL, m -> patched(m, 5, 1)),
        mended(
            "an unknown authentication is refused",
            Reason.AUTHENTICATION_TYPE,
            m -> patched(m, 4, 0)),
        mended("the checksum must fit", Reason.CHECKSUM, m -> summed(m.bytes())),
        refused("version 3 over IPv4 may cover its message", m -> isForm(m, true)),
        refused("or the pseudo-header, too", m -> isForm(m, false)),
        refused("the reserved bits say nothing", DecodingDefects::hasReservedBits));
  }

  private static Defect decoded(String rule, Function<Frame.Message, Decoded> how) {
    return new Defect(
        rule,
        new Rules() {
          @Override
          public Step on(State state, Input input, long nowNanos) {
            return VirtualRouter.on(state, input, nowNanos);
          }

          @Override
          public List<Advertisement> advertisements(RouterConfig config, Priority priority) {
            return config.advertisements(priority);
          }

          @Override
          public Decoded decoded(Frame.Message message) {
            return how.apply(message);
          }
        });
  }

  private static Defect ruled(String rule, ReceiveRules rules) {
    return decoded(
        rule, message -> AdvertisementCodec.decode(message.reception(), rules, message.octets()));
  }

  private static Defect refused(String rule, Predicate<Frame.Message> which) {
    return decoded(
        rule,
        message ->
            message.decoded() instanceof Decoded.Ok && which.test(message)
                ? new Decoded.Rejected(Reason.CHECKSUM)
                : message.decoded());
  }

  /** What would be refused for the reason is read as if it were right. */
  private static Defect mended(
      String rule, Reason reason, Function<Frame.Message, byte[]> mending) {
    return decoded(
        rule,
        message ->
            message.decoded().equals(new Decoded.Rejected(reason))
                ? decode(message.reception(), mending.apply(message))
                : message.decoded());
  }

  private static Decoded decode(Reception reception, byte[] octets) {
    return AdvertisementCodec.decode(reception, RFC, ByteBuffer.wrap(octets));
  }

  private static byte[] patched(Frame.Message message, int at, int value) {
    return Misfit.patched(message.bytes(), at, value);
  }

  private static byte[] asAdvertisement(Frame.Message message) {
    return patched(message, 0, (message.bytes()[0] & 0xF0) | 1);
  }

  /** As long as it says that it is. */
  private static byte[] whole(Frame.Message message) {
    var octets = Arrays.copyOf(message.bytes(), Math.max(HEADER_BYTES, message.bytes().length));
    int width = message.reception().family() == Family.IPV6 ? 16 : 4;
    int trailer = message.isVersion2() ? HEADER_BYTES : 0;
    return Arrays.copyOf(octets, HEADER_BYTES + width * (octets[3] & 0xFF) + trailer);
  }

  /** With the checksum that the message alone should have. */
  private static byte[] summed(byte[] octets) {
    octets[CHECKSUM_OFFSET] = 0;
    octets[CHECKSUM_OFFSET + 1] = 0;
    int sum = 0;
    for (int at = 0; at + 1 < octets.length; at += 2) {
      sum += ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }
    int field = 0xFFFF - sum % 0xFFFF;
    octets[CHECKSUM_OFFSET] = (byte) (field >> 8);
    octets[CHECKSUM_OFFSET + 1] = (byte) field;
    return octets;
  }

  private static boolean hasReservedBits(Frame.Message message) {
    return message.bytes()[0] >> 4 == 3 && message.bytes()[4] >> 4 != 0;
  }

  private static boolean isForm(Frame.Message message, boolean isPlain) {
    return message.decoded() instanceof Decoded.Ok ok
        && ok.advertisement().version() == VrrpVersion.V3
        && (ok.checksumForm() == ChecksumForm.MESSAGE_ONLY) == isPlain;
  }
}
