package dev.baton.agent.engine;

import java.util.List;

/**
 * What was found gone from the host's packet filter.
 *
 * @param tables in nft's words, none where all was there
 * @param failure why they cannot be put back; empty when they are there again
 */
public record Mended(List<String> tables, String failure) {
  /** All was there. */
  public static final Mended NOTHING = new Mended(List.of(), "");

  /** Takes a copy. */
  public Mended {
    tables = List.copyOf(tables);
  }
}
