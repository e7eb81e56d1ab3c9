package dev.baton.agent.linux;

import dev.baton.agent.engine.GroupReports;

/** The kernel's {@code igmp_link_local_mcast_reports}, of the whole network namespace. */
public final class KernelGroupReports implements GroupReports {
  private static final String NAME = "ipv4/igmp_link_local_mcast_reports";

  private final KernelSettings settings;

  /** Changes these settings. */
  public KernelGroupReports(KernelSettings settings) {
    this.settings = settings;
  }

  @Override
  public void withhold() {
    settings.change(NAME, "0");
  }

  @Override
  public void restore() {
    settings.restore(NAME);
  }
}
