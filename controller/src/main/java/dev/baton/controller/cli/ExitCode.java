package dev.baton.controller.cli;

/** What the commands end with; scripts rely on it. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_FOUND = 3;
  static final int REFUSED = 4;
  static final int DEADLINE = 5;
  static final int UNAUTHORIZED = 6;
  static final int UNREACHABLE = 7;
  static final int DEGRADED = 8;

  private ExitCode() {}

  static int ofHttp(int status) {
    return switch (status) {
      case 401, 403 -> UNAUTHORIZED;
      case 404 -> NOT_FOUND;
      case 409, 412, 422, 429 -> REFUSED;
      case 504 -> DEADLINE;
      default -> FAILED;
    };
  }
}
