package dev.baton.controller;

/** The version of this program. */
final class Version {
  private Version() {}

  /** The version in the jar's manifest; {@code development} where there is none. */
  static String text() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
