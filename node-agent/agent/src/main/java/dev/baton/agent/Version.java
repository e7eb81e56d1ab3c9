package dev.baton.agent;

/** The version of this program, from its jar. */
public final class Version {
  private Version() {}

  /** The version in the jar's manifest; {@code development} where there is none. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
