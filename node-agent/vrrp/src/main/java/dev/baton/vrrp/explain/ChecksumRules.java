package dev.baton.vrrp.explain;

import dev.baton.events.Family;
import dev.baton.vrrp.explain.Explanation.Draft;
import dev.baton.vrrp.packet.Checksum;
import dev.baton.vrrp.packet.Reception;
import java.util.List;

/** Which of the deployed ways of adding up gives the checksum of a message. */
final class ChecksumRules {
  private static final int CHECKSUM_OFFSET = 6;
  private static final int PROTOCOL = 112;

  private final Draft draft;
  private final List<Reception> reception;

  ChecksumRules(Draft draft, List<Reception> reception) {
    this.draft = draft;
    this.reception = reception;
  }

  String version2(Octets message) {
    if (Checksum.verifies(sum(message))) {
      return "right";
    }
    return wrong("the message alone gives " + hex(withoutField(message)));
  }

  String version3(Octets message) {
    boolean alone = Checksum.verifies(sum(message));
    if (reception.isEmpty()) {
      return alone ? "right for the message alone" : "perhaps over an IP pseudo-header, too";
    }
    var known = reception.getFirst();
    if (Checksum.verifies(pseudo(sum(message), message, known))) {
      return "right, over the message and the IP pseudo-header";
    }
    if (alone && known.family() == Family.IPV4) {
      draft.note(
          "the checksum covers the message alone: RFC 9568, Cisco, Juniper, Arista; keepalived and"
              + " FRR in their defaults discard it (v3_checksum_as_v2 makes keepalived send so)");
      return "right, over the message alone";
    }
    if (alone) {
      return wrong("it covers the message alone; for IPv6 the pseudo-header belongs to it");
    }
    return wrong(
        "it would be "
            + hex(pseudo(withoutField(message), message, known))
            + " with the IP pseudo-header, "
            + hex(withoutField(message))
            + " without");
  }

  private String wrong(String why) {
    draft.wrong("the checksum is wrong: " + why + " (RFC 9568, 5.2.8 and 7.1)");
    return "wrong";
  }

  private static int sum(Octets message) {
    return Checksum.add(0, message.copy());
  }

  private static int withoutField(Octets message) {
    var copy = message.copy();
    copy[CHECKSUM_OFFSET] = 0;
    copy[CHECKSUM_OFFSET + 1] = 0;
    return Checksum.add(0, copy);
  }

  private static int pseudo(int sum, Octets message, Reception known) {
    int withSource = Checksum.add(sum, known.source().getAddress());
    int withBoth = Checksum.add(withSource, known.destination().getAddress());
    return Checksum.addWord(Checksum.addWord(withBoth, PROTOCOL), message.length());
  }

  private static String hex(int sum) {
    return "%04x".formatted(Checksum.field(sum));
  }
}
