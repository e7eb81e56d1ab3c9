package dev.baton.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Records what the installed keepalived or FRR does in the situations of {@link TraceScript}, for
 * the simulator's models of them. To be run by hand, as root, when a model is to follow another
 * version: {@code TraceRecorder keepalived|frr V2|V2_PASSWORD|V3|V3_FAST FILE}.
 */
final class TraceRecorder {
  private static final long SETTLED_NANOS = 7_000_000_000L;
  private static final long LENGTH_NANOS = 17_050_000_000L;
  private static final long SAME_BURST_NANOS = 300_000_000L;
  private static final int ETHER_IPV4 = 0x0800;
  private static final int ETHER_ARP = 0x0806;
  private static final int IP_PROTOCOL_OFFSET = Frame.PAYLOAD_OFFSET + 9;
  private static final int IP_SOURCE_OFFSET = Frame.PAYLOAD_OFFSET + 12;
  private static final int ARP_SENDER_OFFSET = Frame.PAYLOAD_OFFSET + 14;
  private static final int VRRP = 112;

  private final String program;
  private final TraceScript.Variant variant;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Long> lastClaimNanos = new HashMap<>();

  private TraceRecorder(String program, TraceScript.Variant variant) {
    this.program = program;
    this.variant = variant;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var recorder = new TraceRecorder(arguments[0], TraceScript.Variant.valueOf(arguments[1]));
    Files.write(Path.of(arguments[2]), recorder.record());
  }

  private List<String> record() throws IOException, InterruptedException {
    try (var lab = Lab.open("foreign", "other")) {
      var foreign = lab.host("foreign");
      var other = lab.host("other");
      for (var address : List.of(TraceScript.LOWER_ADDRESS, TraceScript.HIGHER_ADDRESS)) {
        other.exec("ip", "addr", "add", address + "/32", "dev", Host.INTERFACE);
      }
      long baseNanos;
      Path captured;
      try (var tap = Tap.on(lab)) {
        long startNanos = WallClock.nowNanos() + 1_000_000_000L;
        baseNanos = startNanos + SETTLED_NANOS;
        stimulate(other, baseNanos);
        TimeUnit.NANOSECONDS.sleep(startNanos - WallClock.nowNanos());
        lines.add("started " + seconds(WallClock.nowNanos() - baseNanos));
        var daemons = start(foreign);
        TimeUnit.NANOSECONDS.sleep(baseNanos + LENGTH_NANOS - WallClock.nowNanos());
        lines.add("stopped " + seconds(WallClock.nowNanos() - baseNanos));
        daemons.reversed().forEach(daemon -> daemon.stop(Duration.ofSeconds(10)));
        captured = tap.path();
      }
      read(captured, baseNanos, foreign);
    }
    return text();
  }

  private void stimulate(Host other, long baseNanos) {
    var script = new TraceScript(variant);
    var text =
        script.stimuli().stream()
            .map(TraceScript.Stimulus::line)
            .collect(Collectors.joining("\n", "", "\n"));
    var file = Peer.write(other.directory().resolve("stimuli"), text);
    var java = ProcessHandle.current().info().command().orElseThrow();
    other.start(
        "stimulus",
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            TraceStimulus.class.getName(),
            file.toString(),
            Long.toString(baseNanos)));
  }

  private List<Daemon> start(Host foreign) {
    return program.equals("frr") ? startFrr(foreign) : List.of(startKeepalived(foreign));
  }

  private Daemon startKeepalived(Host foreign) {
    var specs =
        TraceScript.routers().stream()
            .map(router -> {
              var bare =
                  variant.isVersion2()
                      ? InstanceSpec.v2(router.vrid(), router.priority())
                      : InstanceSpec.v3(router.vrid(), router.priority());
              var spec = bare.with("advert_int " + variant.intervalCentiseconds() / 100.0);
              var open = router.preempts() ? spec : spec.with("nopreempt");
              return variant.password().isEmpty()
                  ? open
                  : open.with(
                      "authentication { \n auth_type PASS\n auth_pass "
                          + variant.password()
                          + "\n }");
            })
            .toList();
    var file =
        Peer.write(
            foreign.directory().resolve("keepalived.conf"), InstanceSpec.configuration(specs));
    return foreign.start(
        "keepalived",
        List.of(
            "keepalived",
            "--dont-fork",
            "--log-console",
            "--vrrp",
            "--use-file=" + file,
            "--pid=" + foreign.directory().resolve("k.pid"),
            "--vrrp_pid=" + foreign.directory().resolve("v.pid")));
  }

  private List<Daemon> startFrr(Host foreign) {
    var directory = foreign.directory().resolve("frr");
    var text = new StringBuilder("log stdout\ninterface eth0\n");
    for (var router : TraceScript.routers()) {
      var device = "vrrp" + router.vrid();
      var mac = "00:00:5e:00:01:%02x".formatted(router.vrid());
      foreign.exec(
          "ip", "link", "add", device, "link", "eth0", "type", "macvlan", "mode", "bridge");
      foreign.exec("ip", "link", "set", device, "address", mac);
      foreign.exec("ip", "addr", "add", router.address() + "/32", "dev", device);
      foreign.exec("ip", "link", "set", device, "up");
      var line = " vrrp " + router.vrid() + " ";
      text.append(line).append("version ").append(variant.isVersion2() ? 2 : 3).append('\n');
      text.append(line).append("priority ").append(router.priority()).append('\n');
      text.append(line)
          .append("advertisement-interval ")
          .append(variant.intervalCentiseconds() * 10)
          .append('\n');
      text.append(router.preempts() ? "" : " no" + line + "preempt\n");
      text.append(line).append("ip ").append(router.address()).append('\n');
    }
    Peer.write(directory.resolve("vrrpd.conf"), text.toString());
    Peer.write(directory.resolve("zebra.conf"), "log stdout\n");
    Command.of("chown", "-R", "frr:frr", directory.toString()).check();
    var zebra = launch(foreign, directory, "zebra");
    foreign.lab().await("zebra answers", directory.resolve("zserv.api").toFile()::exists);
    return List.of(zebra, launch(foreign, directory, "vrrpd"));
  }

  private static Daemon launch(Host foreign, Path directory, String name) {
    return foreign.start(
        name,
        List.of(
            "/usr/lib/frr/" + name,
            "--config_file=" + directory.resolve(name + ".conf"),
            "--pid_file=" + directory.resolve(name + ".pid"),
            "--socket=" + directory.resolve("zserv.api"),
            "--vty_socket=" + directory,
            "--log=stdout"));
  }

  private void read(Path captured, long baseNanos, Host foreign) {
    for (var frame : new PcapFile(captured).next()) {
      var at = seconds(frame.timeNanos() - baseNanos);
      if (frame.etherType() == ETHER_IPV4 && frame.u8(IP_PROTOCOL_OFFSET) == VRRP) {
        var source = frame.addressAt(IP_SOURCE_OFFSET, 4).getHostAddress();
        var message = hex(frame);
        lines.add(
            source.equals(foreign.ipv4())
                ? "out " + at + " " + message
                : "in " + at + " " + source + " " + message);
      } else if (frame.etherType() == ETHER_ARP) {
        claim(frame, frame.addressAt(ARP_SENDER_OFFSET, 4).getHostAddress(), at);
      }
    }
  }

  /** Announcements come in bursts, of which only the first is kept. */
  private void claim(Frame frame, String address, String at) {
    boolean ours =
        TraceScript.routers().stream().anyMatch(router -> router.address().equals(address));
    var last = lastClaimNanos.put(address, frame.timeNanos());
    if (ours && (last == null || frame.timeNanos() - last > SAME_BURST_NANOS)) {
      lines.add("claim " + at + " " + address);
    }
  }

  private static String hex(Frame frame) {
    int header = (frame.u8(Frame.PAYLOAD_OFFSET) & 0xF) * 4;
    int total = frame.u16(Frame.PAYLOAD_OFFSET + 2);
    var octets = new byte[total - header];
    for (int index = 0; index < octets.length; index++) {
      octets[index] = (byte) frame.u8(Frame.PAYLOAD_OFFSET + header + index);
    }
    return HexFormat.of().formatHex(octets);
  }

  private List<String> text() {
    var all = new ArrayList<String>();
    all.add("# Recorded by TraceRecorder from " + program + ", " + variant + ".");
    all.add("settings " + variant.intervalCentiseconds() + " " + password());
    for (var router : TraceScript.routers()) {
      all.add("# " + router.vrid() + " " + router.what());
      all.add(
          "router %d %d %s 10.77.0.11 %s"
              .formatted(
                  router.vrid(),
                  router.priority(),
                  router.preempts() ? "preempt" : "nopreempt",
                  router.address()));
    }
    all.addAll(lines);
    return all;
  }

  /** Its eight octets; a dash for none. */
  private String password() {
    var octets = Arrays.copyOf(variant.password().getBytes(StandardCharsets.US_ASCII), 8);
    return variant.password().isEmpty() ? "-" : HexFormat.of().formatHex(octets);
  }

  private static String seconds(long nanos) {
    return "%.6f".formatted(nanos / 1e9);
  }
}
