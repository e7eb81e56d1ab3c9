package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The files that keepalived writes when it gets a signal: Baton's have the same in them. */
class DumpIT {
  private static final Path THEIRS = Path.of("/tmp/keepalived.json");
  private static final Path THEIR_STATE = Path.of("/tmp/keepalived.data");
  private static final Path THEIR_PARENT = Path.of("/tmp/keepalived_parent.data");
  private static final List<String> ALL =
      List.of("10.77.0.51", "10.77.0.61", "10.77.0.71", "fd77::61");
  private static final String INSTANCES =
      """
      track_group statics {
        group {
          B
        }
      }
      static_ipaddress {
        10.77.9.1/24 dev eth0 track_group statics
        10.77.9.2/32 dev eth0
      }
      static_routes {
        192.168.120.0/24 via 10.77.0.254 dev eth0 metric 7
      }
      static_rules {
        from 192.168.7.0/24 table 9 priority 1001
      }
      vrrp_script good {
        script "/usr/bin/true with 'some words'"
        interval 1
        timeout 1
      }
      vrrp_sync_group G {
        group {
          C
          D
        }
      }
      vrrp_instance A {
        state BACKUP
        interface eth0
        virtual_router_id 51
        priority 120
        advert_int 1
        authentication {
          auth_type PASS
          auth_pass geheim
        }
        preempt_delay 2.5
        track_interface {
          lo weight 2
        }
        track_script {
          good weight 4
        }
        notify_master "/usr/bin/true master"
        notify "/usr/bin/true any"
        smtp_alert
        virtual_ipaddress {
          10.77.0.51
          10.77.0.52/24 dev eth0 label eth0:1
        }
        virtual_ipaddress_excluded {
          10.77.0.53
          fd77::53
        }
        virtual_routes {
          192.168.110.0/24 via 10.77.0.254 dev eth0
          192.168.112.0/24 dev eth0 metric 5 table 7
        }
        virtual_rules {
          from 192.168.2.0/24 table 1 preference 40
          to 192.168.3.0/24 iif eth0 table 1 preference 41
        }
      }
      vrrp_instance B {
        interface eth0
        virtual_router_id 52
        version 3
        priority 110
        nopreempt
        advert_int 0.2
        virtual_ipaddress {
          10.77.0.61
        }
      }
      vrrp_instance C {
        interface eth0
        virtual_router_id 53
        use_vmac vmac53
        version 3
        strict_mode on
        virtual_ipaddress {
          fe80::9/64
          fd77::61
        }
      }
      vrrp_instance D {
        interface eth0
        virtual_router_id 54
        use_vmac vmac54
        vmac_xmit_base
        version 3
        no_accept
        dont_track_primary
        virtual_ipaddress {
          10.77.0.71
        }
      }
      """;

  /** What both must say alike, and not only in the same form. */
  private static final List<String> SAME =
      List.of(
              "iname dont_track_primary skip_check_adv_addr strict_mode vmac_ifname ifp_ifname"
                  .split(" ", -1),
              "master_priority garp_delay garp_refresh garp_rep garp_refresh_rep".split(" ", -1),
              "garp_lower_prio_delay garp_lower_prio_rep lower_prio_no_advert".split(" ", -1),
              "higher_prio_send_advert vrid base_priority effective_priority vipset".split(" ", -1),
              "promote_secondaries adver_int master_adver_int accept nopreempt".split(" ", -1),
              "preempt_delay state wantstate version smtp_alert notify_deleted".split(" ", -1),
              "vips evips vroutes vrules track_ifp track_script script_master script auth_type"
                  .split(" ", -1))
          .stream()
          .flatMap(Arrays::stream)
          .toList();

  @Test
  void theDumpsHaveTheFieldsAndTheValuesOfKeepaliveds() throws IOException {
    try (var twins = new Twins()) {
      var place = twins.baton.directory();
      var text = globals(place) + INSTANCES;
      var agent = BatonAgent.on(twins.baton, text);
      var keepalived = Keepalived.on(twins.keepalived, text);
      twins.await("all are Active", host -> ALL.stream().allMatch(host::holds));
      Files.deleteIfExists(THEIRS);
      Files.deleteIfExists(THEIR_STATE);
      Files.deleteIfExists(THEIR_PARENT);
      signal(36, keepalived.pid());
      signal(36, agent.steward().pid());
      var ours = place.resolve("ours.json");
      twins.awaitBaton("both are written", () -> isWhole(ours) && isWhole(THEIRS));
      compare(read(THEIRS), read(ours));
      assertFalse(Files.readString(ours).contains("geheim"));
      assertEquals(mode(THEIRS), mode(ours));
      signal(10, keepalived.pid());
      signal(10, agent.steward().pid());
      signal(12, agent.steward().pid());
      twins.awaitBaton(
          "texts are written",
          () ->
              Files.exists(place.resolve("data"))
                  && Files.exists(place.resolve("stats"))
                  && Files.exists(place.resolve("data_parent"))
                  && isOver(THEIR_STATE, "------< Interfaces >")
                  && isOver(THEIR_PARENT, " umask = "));
      assertEquals(mode(THEIR_STATE), mode(place.resolve("data")));
      stands(lines(place.resolve("data")), lines(THEIR_STATE));
      assertEquals(mode(THEIR_PARENT), mode(place.resolve("data_parent")));
      stands(lines(place.resolve("data_parent")), lines(THEIR_PARENT));
      var counts = Files.readString(place.resolve("stats"));
      assertTrue(counts.contains("  Became master: 1\n"), counts);
      assertTrue(read(ours).get(1).get("stats").get("advert_sent").asLong() > 0);
    }
  }

  /** Each line of ours stands in theirs, in the same order. */
  private static void stands(List<String> ours, List<String> theirs) {
    int from = 0;
    for (var line : ours) {
      int at = theirs.subList(from, theirs.size()).indexOf(line);
      assertTrue(at >= 0, line + " is not among " + theirs.subList(from, theirs.size()));
      from += at + 1;
    }
  }

  /** Without what differs from one moment, or daemon, to the other. */
  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.matches("------< Node counters >------| VRID errors = \\d+"))
        .map(line -> line.replaceFirst("(Last transition|Password) = .*", "$1"))
        .map(line -> line.replaceFirst("State = (idle|running)", "State"))
        .map(line -> line.replaceFirst(", uid:gid .*| \\[installed ifindex .*", ""))
        .toList();
  }

  /** keepalived writes line by line. */
  private static boolean isOver(Path file, String last) {
    try {
      return Files.exists(file) && Files.readString(file).contains(last);
    } catch (IOException e) {
      // It is still being written.
      return false;
    }
  }

  private static String globals(Path place) {
    return """
    global_defs {
      umask 027
      router_id one_of_two
      vrrp_garp_lower_prio_delay 4
      vrrp_garp_lower_prio_repeat 2
      vrrp_garp_interval 0.001
      vrrp_higher_prio_send_advert
      vrrp_notify_fifo %1$s/fifo
      script_user root
      enable_script_security
      default_interface eth0
      json_dump_file %1$s/ours.json
      state_dump_file %1$s/data
      stats_dump_file %1$s/stats
    }
    """
        .formatted(place);
  }

  private static void compare(JsonNode theirs, JsonNode ours) {
    assertEquals(theirs.size(), ours.size());
    for (int i = 0; i < theirs.size(); i++) {
      assertEquals(shape(theirs.get(i)), shape(ours.get(i)));
      var expected = theirs.get(i).get("data");
      var found = ours.get(i).get("data");
      for (var field : SAME) {
        assertEquals(text(expected.get(field)), text(found.get(field)), field);
      }
      assertEquals(1, ours.get(i).get("stats").get("become_master").asInt());
    }
  }

  private static String text(JsonNode node) {
    return node != null && node.isNumber()
        ? Double.toString(node.asDouble())
        : String.valueOf(node);
  }

  /** The names and types, all the way down. */
  private static Object shape(JsonNode node) {
    if (node.isObject()) {
      var fields = new TreeMap<String, Object>();
      node.properties().forEach(field -> fields.put(field.getKey(), shape(field.getValue())));
      return fields;
    }
    return node.isArray() ? List.of("array", shape(node.get(0))) : node.getNodeType();
  }

  private static void signal(int number, long pid) {
    Command.of("kill", "-" + number, Long.toString(pid)).check();
  }

  private static boolean isWhole(Path file) {
    try {
      return Files.exists(file) && !read(file).isMissingNode();
    } catch (IOException e) {
      // It is still being written.
      return false;
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
