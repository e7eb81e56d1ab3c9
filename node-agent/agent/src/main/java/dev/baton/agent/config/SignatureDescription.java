package dev.baton.agent.config;

/** Describes what an instance makes of signatures. */
final class SignatureDescription {
  private SignatureDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    if (instance.protocol().manners().signatures() != Signatures.NONE) {
      said.line(
          "signatures",
          "advertisements go unsigned (auth_hmac); those of peers are taken, signed or not");
    }
  }
}
