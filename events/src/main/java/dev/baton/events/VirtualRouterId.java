package dev.baton.events;

/** A virtual router: one thing that several nodes share. */
public record VirtualRouterId(String segment, Family family, Vrid vrid)
    implements Comparable<VirtualRouterId> {
  /**
   * Path-safe name, {@code 10.77.0.0_24~ipv4~51}: the slash of a prefix is written as an
   * underscore.
   */
  public String text() {
    return segment.replace('/', '_') + "~" + family.text() + "~" + vrid;
  }

  @Override
  public int compareTo(VirtualRouterId other) {
    int bySegment = segment.compareTo(other.segment);
    if (bySegment != 0) {
      return bySegment;
    }
    int byFamily = family.compareTo(other.family);
    return byFamily != 0 ? byFamily : Integer.compare(vrid.value(), other.vrid.value());
  }

  @Override
  public String toString() {
    return text();
  }
}
