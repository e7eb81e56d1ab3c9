package dev.baton.agent.config;

import java.util.List;

/** The regret about peers that insist on signatures. */
final class SignatureRegrets {
  private SignatureRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    if (instance.protocol().manners().signatures() == Signatures.DEMANDED) {
      regrets.add(
          "peers with auth_hmac in mode enforce discard what this node advertises, which is"
              + " unsigned: while it is Active they become Active, too. Before it starts write"
              + " mode permissive or mode receive-only on all peers and reload them");
    }
  }
}
