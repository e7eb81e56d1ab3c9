package dev.baton.agent.firewall;

import dev.baton.events.Family;
import java.util.List;

/** Packets that have to get in or out of an interface. */
sealed interface Passage {
  int PROTOCOL = 112;

  String interfaceName();

  Direction direction();

  /** What passes, in words. */
  String what();

  /** Whether chains of a netfilter family and hook see it. */
  boolean isSeenBy(String netfilterFamily, String hook);

  /** What the kernel calls the protocol of the frames: {@code ip}, {@code ip6} or {@code arp}. */
  String frameProtocol();

  /** Which way. */
  enum Direction {
    IN("in", "coming in", "prerouting", "input", "ingress"),
    OUT("out", "going out", "postrouting", "output", "egress");

    private final String word;
    private final String phrase;
    private final String routingHook;
    private final String hostHook;
    private final String deviceHook;

    Direction(String word, String phrase, String routingHook, String hostHook, String deviceHook) {
      this.word = word;
      this.phrase = phrase;
      this.routingHook = routingHook;
      this.hostHook = hostHook;
      this.deviceHook = deviceHook;
    }

    /** As events have it. */
    String word() {
      return word;
    }

    String phrase() {
      return phrase;
    }

    boolean passes(String hook) {
      return routingHook.equals(hook) || hostHook.equals(hook) || isAtDevice(hook);
    }

    boolean isAtDevice(String hook) {
      return deviceHook.equals(hook);
    }
  }

  /**
   * Advertisements of one instance.
   *
   * @param sources where they may come from; empty where that is not known
   * @param destinations where they go to; empty where that is not known
   */
  record Adverts(
      Link link,
      Family family,
      List<AddressRange> sources,
      List<AddressRange> destinations,
      Direction direction)
      implements Passage {
    @Override
    public String interfaceName() {
      return link.interfaceName();
    }

    @Override
    public String what() {
      return "VRRP";
    }

    boolean isMulticast() {
      return !destinations.isEmpty() && destinations.getFirst().first().isMulticastAddress();
    }

    @Override
    public String frameProtocol() {
      return family == Family.IPV4 ? "ip" : "ip6";
    }

    @Override
    public boolean isSeenBy(String netfilterFamily, String hook) {
      if (!direction.passes(hook)) {
        return false;
      }
      return switch (netfilterFamily) {
        case "netdev" -> true;
        case "inet" -> !link.takesFrames() || direction.isAtDevice(hook);
        case "bridge" -> link.isBridge();
        default -> netfilterFamily.equals(frameProtocol()) && !link.takesFrames();
      };
    }
  }

  /** ARP, by which the neighbours find the addresses. */
  record Arp(Link link, Direction direction) implements Passage {
    @Override
    public String interfaceName() {
      return link.interfaceName();
    }

    @Override
    public String what() {
      return "ARP";
    }

    @Override
    public String frameProtocol() {
      return "arp";
    }

    @Override
    public boolean isSeenBy(String netfilterFamily, String hook) {
      if (!direction.passes(hook)) {
        return false;
      }
      return switch (netfilterFamily) {
        case "netdev", "arp" -> true;
        case "inet" -> direction.isAtDevice(hook);
        case "bridge" -> link.isBridge();
        default -> false;
      };
    }
  }

  /**
   * Neighbour discovery, by which the neighbours find the addresses of IPv6.
   *
   * @param destinations where it goes to; empty where that is not known
   */
  record Neighbors(Link link, Message message, List<AddressRange> destinations, Direction direction)
      implements Passage {
    /** What is said. */
    enum Message {
      SOLICITATION(135, "nd-neighbor-solicit", "neighbour-solicitation"),
      ADVERTISEMENT(136, "nd-neighbor-advert", "neighbour-advertisement");

      private final int number;
      private final String nftName;
      private final String firewalldName;

      Message(int number, String nftName, String firewalldName) {
        this.number = number;
        this.nftName = nftName;
        this.firewalldName = firewalldName;
      }

      int number() {
        return number;
      }

      String nftName() {
        return nftName;
      }

      String firewalldName() {
        return firewalldName;
      }

      /** For firewalld, which takes names of 18 characters at most. */
      String policyName() {
        return this == SOLICITATION ? "nd-solicit-out" : "nd-advert-out";
      }
    }

    @Override
    public String interfaceName() {
      return link.interfaceName();
    }

    @Override
    public String what() {
      return message == Message.SOLICITATION
          ? "neighbour solicitations"
          : "neighbour advertisements";
    }

    @Override
    public String frameProtocol() {
      return "ip6";
    }

    @Override
    public boolean isSeenBy(String netfilterFamily, String hook) {
      return direction.passes(hook)
          && switch (netfilterFamily) {
            case "netdev", "inet", "ip6" -> true;
            case "bridge" -> link.isBridge();
            default -> false;
          };
    }
  }

  /**
   * Where packets pass.
   *
   * @param isBridge whether it has ports, whose chains see the packets too
   * @param takesFrames whether whole frames are given to it, which skip the chains of IP
   */
  record Link(String interfaceName, boolean isBridge, boolean takesFrames) {}
}
