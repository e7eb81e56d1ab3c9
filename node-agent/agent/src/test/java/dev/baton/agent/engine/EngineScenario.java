package dev.baton.agent.engine;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.agent.link.SharedRing;
import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine on a host in memory: what arrives, what it waits for, and what it did. */
class EngineScenario {
  static final String CONFIG =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        version 3
        priority 100
        advert_int 1
        track_interface {
          eth1 weight -30
        }
        virtual_ipaddress {
          10.77.0.51
        }
      }
      """;
  static final Subject.Instance SUBJECT =
      new Subject.Instance("10.77.0.0/24", "eth0", Family.IPV4, new Vrid(51));
  static final Subject.Instance OTHER =
      new Subject.Instance("10.77.0.0/24", "eth0", Family.IPV4, new Vrid(52));
  static final InetAddress PEER = InetAddress.ofLiteral("10.77.0.2");
  static final InetAddress GROUP = InetAddress.ofLiteral("224.0.0.18");
  static final Station STATION = new Station("eth0", Family.IPV4, List.of(GROUP));
  static final InetAddress VIP = InetAddress.ofLiteral("10.77.0.51");

  @TempDir private Path directory = Path.of("");
  final FakeHost host = new FakeHost();
  final List<SharedRing> rings = new ArrayList<>();
  final AdvertCounts counts = AdvertCounts.inMemory();
  String configuration = CONFIG;
  long firstElectionNanos;

  @BeforeEach
  void makeRings() {
    rings.add(SharedRing.create(directory.resolve("orders")));
    rings.add(SharedRing.create(directory.resolve("events")));
    host.addInterface("eth1");
  }

  @AfterEach
  void freeRings() {
    rings.forEach(SharedRing::close);
    counts.close();
  }

  /** Waits until the instance is Active, and forgets what it did on the way. */
  void active() {
    for (int i = 0; i < 42; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(host::take);
  }

  void waits(int count, Runnable last) {
    for (int i = 1; i < count; i++) {
      host.whenWaiting(() -> host.advance(1_000_000L));
    }
    host.whenWaiting(last);
  }

  void order(Command command) {
    var issued = new CommandEvent.Issued("c-1", new NodeName("a"), command, List.of(), 10_000);
    rings.getFirst().offer(Draft.of(1, 1, Subject.NODE, issued));
  }

  void hear(int priority, int seconds) {
    hear(priority, seconds, ChecksumForm.PSEUDO_HEADER);
  }

  void hear(int priority, int seconds, ChecksumForm form) {
    hear(advertisement(51, priority, Centiseconds.ofSeconds(seconds), List.of(VIP)), form);
  }

  static Advertisement advertisement(
      int vrid, int priority, Centiseconds interval, List<InetAddress> addresses) {
    return Advertisement.of(
        VrrpVersion.V3, new Vrid(vrid), new Priority(priority), interval, addresses);
  }

  void hear(Advertisement advertisement, ChecksumForm form) {
    var message = AdvertisementCodec.encode(advertisement, PEER, GROUP, form);
    host.arriving.add(
        new FakeHost.Received(new AdvertPath(STATION, PEER, GROUP), 255, ByteBuffer.wrap(message)));
  }

  /** Runs the loop through what was prepared and so many waits more, and then has it stop. */
  void runUntilWaits(int more) {
    for (int i = 0; i < more; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> rings.getFirst().offerStop());
    var events = new EngineEvents(rings.get(1), () -> {}, host);
    new EngineLoop(new Given(), host.ports(), rings.get(0), events, counts)
        .run(cast(configuration), "test", 1);
  }

  Cast cast(String text) {
    var config = KeepalivedConf.parse("test.conf", text).config();
    return new Cast(config, Map.of("V", SUBJECT, "W", OTHER), firstElectionNanos);
  }

  void reload(String text) {
    fresh.add(cast(text));
    rings.getFirst().offerReload();
  }

  final List<Cast> fresh = new ArrayList<>();

  /** A configuration is there as soon as it is asked for. */
  private final class Given implements Casts {
    private boolean isAsked;

    @Override
    public void request() {
      isAsked = true;
    }

    @Override
    public List<Cast> take() {
      var taken = isAsked ? List.copyOf(fresh) : List.<Cast>of();
      if (isAsked) {
        fresh.clear();
      }
      return taken;
    }
  }

  final List<Event> read = new ArrayList<>();

  List<Event> events() {
    rings
        .get(1)
        .drain(
            new SharedRing.Sink() {
              @Override
              public void draft(Draft draft) {
                read.add(draft.event());
              }

              @Override
              public void stop() {
                throw new IllegalStateException("an engine stops nobody");
              }

              @Override
              public void reload() {
                throw new IllegalStateException("an engine reloads nobody");
              }
            });
    return List.copyOf(read);
  }

  List<Transitioned> transitions() {
    return events().stream()
        .filter(Transitioned.class::isInstance)
        .map(Transitioned.class::cast)
        .toList();
  }

  List<Cause> causes() {
    return transitions().stream().map(Transitioned::cause).toList();
  }
}
