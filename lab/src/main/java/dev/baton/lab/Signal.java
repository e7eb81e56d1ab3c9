package dev.baton.lab;

/** What can be done to a process from outside. */
public enum Signal {
  /** Ends the process at once; it cannot clean up. */
  KILL,
  /** Freezes the process. */
  STOP,
  /** Lets a frozen process go on. */
  CONT,
  /** Asks the process to end. */
  TERM,
  /** Asks a daemon to read its configuration again. */
  HUP;

  /** Sends the signal to a process. */
  public void send(long pid) {
    Command.of("kill", "-" + name(), Long.toString(pid)).check();
  }
}
