package dev.baton.agent.config;

import dev.baton.agent.config.Authentication.NoAuthentication;
import dev.baton.agent.config.Authentication.Pass;
import dev.baton.agent.config.Entry.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads {@code authentication}. Its diagnostics name words and lengths, never a secret. */
final class AuthenticationReader {
  private final Findings findings;

  AuthenticationReader(Findings findings) {
    this.findings = findings;
  }

  Authentication read(Settings instance, int version) {
    if (!instance.has("authentication")) {
      return new NoAuthentication();
    }
    List<Statement> statements =
        instance.all("authentication").stream().flatMap(b -> b.statements().stream()).toList();
    Settings settings =
        Settings.of(instance.at("authentication"), statements, Keywords.AUTHENTICATION, findings);
    if (version == 3) {
      return without(
          settings, "authentication", "version 3 has none; remove the block or set version 2");
    }
    return switch (settings.word("auth_type", "")) {
      case "PASS" -> pass(settings);
      case "" -> without(settings, "auth_pass", "there is no auth_type; write auth_type PASS");
      case String other ->
          without(
              settings, "auth_type", "auth_type is '" + other + "', allowed is PASS; correct it");
    };
  }

  private Authentication pass(Settings settings) {
    byte[] password = settings.word("auth_pass", "").getBytes(StandardCharsets.UTF_8);
    if (password.length == 0) {
      return without(settings, "auth_type", "there is no auth_pass; write auth_pass PASSWORD");
    }
    if (password.length > Long.BYTES) {
      findings.warn(
          settings.at("auth_pass"),
          "auth_pass has "
              + password.length
              + " bytes and only the first 8 are sent; shorten it, here and on its peers");
    }
    return Pass.of(password);
  }

  private Authentication without(Settings settings, String keyword, String why) {
    findings.warn(settings.at(keyword), "advertisements go without authentication: " + why);
    return new NoAuthentication();
  }
}
