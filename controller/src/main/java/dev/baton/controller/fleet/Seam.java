package dev.baton.controller.fleet;

/** How the time of one Active joins the time of the next. */
public sealed interface Seam {
  /** There is no one before, or no time can be told. */
  Seam UNKNOWN = new Unknown();

  /** Both are still Active, or nobody is yet. */
  Seam OPEN = new Open();

  /** Nobody was Active for so long. */
  record Gap(long nanos) implements Seam {}

  /** Both were Active for so long. */
  record Overlap(long nanos) implements Seam {}

  /** Both are still Active, or nobody is yet. */
  record Open() implements Seam {}

  /** There is no one before, or no time can be told. */
  record Unknown() implements Seam {}
}
