package dev.baton.controller.fleet;

/** Whether a virtual router does its work. */
public enum Verdict {
  /** One Active and at least one Backup. */
  OK,
  /** One Active, and nobody to follow it. */
  NO_SPARE,
  /** All members are known, and none is Active. */
  NO_ACTIVE,
  /** Two Actives with the same addresses. */
  SPLIT_BRAIN,
  /** No Active is known, but a member that could be is silent. */
  UNKNOWN
}
