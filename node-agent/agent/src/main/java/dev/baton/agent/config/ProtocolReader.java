package dev.baton.agent.config;

import dev.baton.events.Family;

/** Reads what an instance sends, and how often. */
final class ProtocolReader {
  private static final Range VERSION = new Range(2, 3);
  private static final Range DOWN_TIMER_ADVERTS = new Range(1, 100);
  private static final long NANOS_PER_CENTISECOND = 10_000_000L;
  private static final int MAX_V2_CENTISECONDS = 25_500;
  private static final int MAX_V3_CENTISECONDS = 4095;

  private final InstanceBlock block;
  private final Settings settings;
  private final Settings globals;
  private final Findings findings;

  ProtocolReader(InstanceBlock block) {
    this.block = block;
    this.settings = block.settings();
    this.globals = block.globals();
    this.findings = block.findings();
  }

  Protocol read(Family family) {
    int version = version(family);
    boolean isDual = DualVersionReader.read(block, version, family);
    var manners = MannersReader.read(block).withDual(isDual);
    return new Protocol(
        version,
        version == 2 ? v2Interval() : v3Interval(),
        settings.integer(
            "down_timer_adverts", DOWN_TIMER_ADVERTS, GlobalRules.downTimerAdverts(globals)),
        manners,
        StrictMode.of(block).authentication(authentication(manners, isDual ? 2 : version)));
  }

  /** A password that is sent; signatures take its place, as in keepalived. */
  private Authentication authentication(Manners manners, int version) {
    var asked = new AuthenticationReader(findings).read(settings, version);
    if (asked instanceof Authentication.NoAuthentication
        || manners.signatures() == Signatures.NONE) {
      return asked;
    }
    findings.warn(
        settings.at("authentication"),
        "authentication is not used beside auth_hmac, as in keepalived: remove it");
    return new Authentication.NoAuthentication();
  }

  /** Whether what is sent may be of version 2, which has room for a password. */
  static boolean isVersion2(InstanceBlock block, Family family) {
    int version = new ProtocolReader(block).version(family);
    return version == 2 || DualVersionReader.read(block, version, family);
  }

  private int version(Family family) {
    int version = settings.integer("version", VERSION, GlobalRules.version(globals));
    if (family == Family.IPV4) {
      return version;
    }
    if (version == 2 && settings.has("version")) {
      findings.warn(
          settings.at("version"),
          "version is '2', but IPv6 is spoken in version 3 only; 3 is used instead: correct it");
    }
    return 3;
  }

  private int v2Interval() {
    long asked = intervalNanos("1 to 255");
    long centiseconds = Math.max(100, (asked / NANOS_PER_CENTISECOND + 50) / 100 * 100);
    if (centiseconds * NANOS_PER_CENTISECOND != asked) {
      findings.warn(
          settings.at("advert_int"),
          "advert_int is '%s', allowed is 1 to 255 whole seconds in version 2; %d is used: correct it"
              .formatted(settings.word("advert_int", ""), centiseconds / 100));
    }
    return (int) Math.min(MAX_V2_CENTISECONDS, centiseconds);
  }

  private int v3Interval() {
    long asked = intervalNanos("0.01 to 40.95");
    long nearest = (asked + NANOS_PER_CENTISECOND / 2) / NANOS_PER_CENTISECOND;
    int centiseconds = Math.clamp(nearest, 1, MAX_V3_CENTISECONDS);
    if (centiseconds * NANOS_PER_CENTISECOND != asked) {
      findings.warn(
          settings.at("advert_int"),
          "advert_int is '%s', allowed is 0.01 to 40.95 seconds by 0.01; %s is used: correct it"
              .formatted(
                  settings.word("advert_int", ""),
                  Numbers.seconds(centiseconds * NANOS_PER_CENTISECOND)));
    }
    return centiseconds;
  }

  private long intervalNanos(String allowed) {
    long oneSecond = 1_000_000_000L;
    String given = settings.word("advert_int", "1");
    if (Numbers.isDecimal(given)
        && Numbers.nanos(given) >= NANOS_PER_CENTISECOND
        && Numbers.nanos(given) <= 255 * oneSecond) {
      return Numbers.nanos(given);
    }
    findings.warn(
        settings.at("advert_int"),
        "advert_int is '%s', allowed is %s seconds; 1 is used instead: correct it"
            .formatted(given, allowed));
    return oneSecond;
  }
}
