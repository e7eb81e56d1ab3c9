package dev.baton.agent.config;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import java.util.List;

/**
 * One {@code vrrp_instance}: this node's part in one virtual router. Two are equal exactly when a
 * reload from one to the other changes nothing.
 */
public record InstanceConfig(
    String name, Membership membership, Election election, Protocol protocol, Service service) {

  /** The same with another part in the election. */
  InstanceConfig with(Election other) {
    return new InstanceConfig(name, membership, other, protocol, service);
  }

  /** The same with other lifetimes. */
  InstanceConfig with(Fence other) {
    return new InstanceConfig(name, membership, election, protocol, service.with(other));
  }

  /** The interface that VRRP is spoken on. */
  public String interfaceName() {
    return membership.interfaceName();
  }

  /** The family of the virtual router. */
  public Family family() {
    return membership.family();
  }

  /** The virtual router's identifier. */
  public Vrid vrid() {
    return membership.vrid();
  }

  /** The name given to the L2 network, empty when none was. */
  public String segment() {
    return membership.segment();
  }

  /** The address that advertisements come from. */
  public SourceAddress source() {
    return membership.delivery().source();
  }

  /** Where advertisements go to, and from whom they are taken. */
  public Destination destination() {
    return membership.delivery().destination();
  }

  /** Whether the instance is in fault while its interface is down. */
  public boolean needsLink() {
    return membership.delivery().needsLink();
  }

  /** Whether the state of an interface decides whether it takes part, or with which priority. */
  public boolean uses(String linkName) {
    return linkName.equals(interfaceName())
        || trackedInterfaces().stream().anyMatch(tracked -> tracked.name().equals(linkName));
  }

  /** Whether it is told where advertisements of unknown VRIDs come from. */
  public boolean tellsOfStrangers() {
    return membership.delivery().tellsOfStrangers();
  }

  /** The priority before trackers move it. */
  public Priority priority() {
    return election.priority();
  }

  /** Whether the file says {@code state MASTER}. */
  public boolean wantsActive() {
    return election.wantsActive();
  }

  /** RFC 9568 Preempt_Mode. */
  public boolean preempt() {
    return election.preempt();
  }

  /** How long to hear only lower priorities before preempting. */
  public long preemptDelayNanos() {
    return election.preemptDelayNanos();
  }

  /** Interfaces whose link state moves the priority or faults the instance. */
  public List<TrackedInterface> trackedInterfaces() {
    return election.trackedInterfaces();
  }

  /** Scripts, files and processes that move the priority or fault the instance. */
  public List<Tracked> trackers() {
    return election.trackers();
  }

  /** 2 or 3. */
  public int version() {
    return protocol.version();
  }

  /** RFC 9568 Advertisement_Interval. */
  public int intervalCentiseconds() {
    return protocol.intervalCentiseconds();
  }

  /** How many intervals of silence make an Active down; the RFC's 3. */
  public int downTimerAdverts() {
    return protocol.downTimerAdverts();
  }

  /** What version 2 advertisements carry for authentication. */
  public Authentication authentication() {
    return protocol.authentication();
  }

  /** The addresses that are advertised. */
  public List<VirtualAddress> addresses() {
    return service.addresses();
  }

  /** The addresses that move with the others but are not advertised. */
  public List<VirtualAddress> excluded() {
    return service.excluded();
  }

  /** RFC 9568 Accept_Mode: whether packets to the addresses are taken by this host. */
  public boolean accepts() {
    return service.accepts() || priority().isOwner();
  }

  /**
   * Whether it is Active as soon as it starts: the owner of the addresses, in keepalived only with
   * {@code state MASTER}, by the RFC, and so with {@code use_vmac}, always.
   */
  public boolean isActiveAtOnce() {
    return priority().isOwner() && (wantsActive() || !linkLayer().interfaces().isEmpty());
  }

  /** The interfaces that the instance has of its own. */
  public LinkLayer linkLayer() {
    return service.linkLayer();
  }

  /** The routes and rules that come and go with the addresses. */
  public List<Routing> routing() {
    return service.routing();
  }

  /** How long the addresses stay when nobody renews them. */
  public Fence fence() {
    return service.fence();
  }

  /** How the addresses are announced to the neighbours. */
  public Announcements announcements() {
    return service.announcements();
  }
}
