package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code auth_hmac}: its limits, and what becomes of an instance that does not sign. Its
 * diagnostics name numbers and lengths, never a key or what may be a part of one; no key is kept.
 */
final class SignatureReader {
  private static final Keywords KEYWORDS =
      new Keywords("in auth_hmac").read("key active_key anti_replay time_window mode");
  private static final Pattern KEYWORD = Pattern.compile("[a-z_]{1,16}");
  private static final Range KEY_IDS = new Range(1, 255);
  private static final Range KEY_BYTES = new Range(32, 64);
  private static final Range WINDOW_SECONDS = new Range(1, 300);
  private static final String HEX = "hex:";
  private static final String FILE = "file:";

  private final InstanceBlock block;
  private final Findings findings;

  SignatureReader(InstanceBlock block) {
    this.block = block;
    this.findings = block.findings();
  }

  Signatures read() {
    if (!block.settings().has("auth_hmac")) {
      return Signatures.NONE;
    }
    List<Statement> statements =
        block.settings().all("auth_hmac").stream()
            .flatMap(each -> each.statements().stream())
            .filter(this::isNamed)
            .toList();
    var settings = Settings.of(block.settings().at("auth_hmac"), statements, KEYWORDS, findings);
    Set<Integer> keys = keys(settings);
    int active = settings.integer("active_key", KEY_IDS, 0);
    oneOf(settings, "anti_replay", "time", "monotonic");
    settings.integer("time_window", WINDOW_SECONDS, 0);
    String mode = oneOf(settings, "mode", "enforce", "permissive", "receive-only");
    if (!keys.contains(active)) {
      warn(
          settings.has("active_key") ? settings.at("active_key") : settings.start(),
          "auth_hmac has no active_key that is one of its keys, and is read over, as in keepalived:"
              + " write active_key with the id of a key");
      return Signatures.NONE;
    }
    return signatures(mode.equals("enforce") || isStrict(mode));
  }

  private Signatures signatures(boolean demanded) {
    findings.remark(
        block.settings().at("auth_hmac"),
        "auth_hmac is not carried out: advertisements go unsigned, and signatures of others are not"
            + " checked. "
            + (demanded
                ? "Peers in mode enforce, as it is here, discard them and become Active, too: write"
                    + " mode permissive or mode receive-only, on all peers first"
                : "Peers in mode receive-only or permissive take them; one in mode enforce would"
                    + " discard them and be Active, too"));
    return demanded ? Signatures.DEMANDED : Signatures.WELCOME;
  }

  private boolean isStrict(String mode) {
    if (!StrictMode.of(block).isOn()) {
      return false;
    }
    warn(
        block.settings().at("auth_hmac"),
        "mode " + mode + " is enforce in strict mode: set strict_mode off, or correct it");
    return true;
  }

  /** What cannot be a keyword may be a key that slipped into the next line. */
  private boolean isNamed(Statement statement) {
    if (KEYWORD.matcher(statement.keyword()).matches()) {
      return true;
    }
    warn(
        statement.position(),
        "a word in auth_hmac that is no keyword is read over; write key ID VALUE in one line");
    return false;
  }

  /** The ids of the keys that keepalived would take. */
  private Set<Integer> keys(Settings settings) {
    var ids = new HashSet<Integer>();
    for (Statement key : settings.all("key")) {
      if (key.arguments().size() < 2) {
        warn(key.position(), "key has no value and is read over; write key ID VALUE");
        continue;
      }
      String given = key.arguments().getFirst().text();
      if (!Numbers.isWithin(given, KEY_IDS)) {
        warn(
            key.arguments().getFirst().position(),
            "the id of a key is not " + KEY_IDS + "; the key is read over: correct it");
      } else if (isUsable(key, Integer.parseInt(given)) && !ids.add(Integer.parseInt(given))) {
        warn(key.position(), "key " + given + " is given twice, and the first counts; remove one");
      }
    }
    return ids;
  }

  private boolean isUsable(Statement key, int id) {
    var word = key.arguments().get(1);
    String value = word.text();
    // A file's value stays in the file: nothing here has a use for it.
    if (value.startsWith(FILE)) {
      return true;
    }
    boolean isHex = value.startsWith(HEX);
    if (isHex && !value.matches("hex:([0-9a-fA-F]{2})*")) {
      warn(
          word.position(),
          "key " + id + " has not two hexadecimal digits a byte; it is read over: correct it");
      return false;
    }
    int bytes = isHex ? (value.length() - HEX.length()) / 2 : value.length();
    if (!KEY_BYTES.contains(bytes)) {
      warn(
          word.position(),
          "key %d has %d bytes, allowed is %s; it is read over: correct it"
              .formatted(id, bytes, KEY_BYTES));
      return false;
    }
    return true;
  }

  /** One of some words, of which the first is the default. */
  private String oneOf(Settings settings, String keyword, String... allowed) {
    String given = settings.word(keyword, allowed[0]);
    if (List.of(allowed).contains(given)) {
      return given;
    }
    String named =
        KEYWORD.matcher(given.replace('-', '_')).matches() ? "'" + given + "'" : "no word";
    warn(
        settings.at(keyword),
        "%s is %s, allowed is %s; %s is used instead: correct it"
            .formatted(keyword, named, String.join(", ", allowed), allowed[0]));
    return allowed[0];
  }

  private void warn(Position position, String message) {
    findings.warn(position, message);
  }
}
