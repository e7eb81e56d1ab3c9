package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyncGroupReadingTest {
  private static ConfigReading with(String groups) {
    var text = new StringBuilder(groups).append('\n');
    int vrid = 1;
    for (var name : List.of("A", "B", "C")) {
      text.append(
          """
          vrrp_instance %s {
            interface eth0
            virtual_router_id %d
            track_interface {
              eth7 weight 10
            }
            virtual_ipaddress { 192.0.2.%d }
          }
          """
              .formatted(name, vrid, vrid));
      vrid++;
    }
    return Readings.of(text.toString());
  }

  private static List<TrackedInterface> trackedBy(ConfigReading reading, int index) {
    return reading.config().instances().get(index).trackedInterfaces();
  }

  @Test
  void aGroupHasItsMembersInTheirOrder() {
    var reading = with("vrrp_sync_group G {\ngroup {\nB\nA\n}\nsync_group_tracking_weight\n}");
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(
        List.of(new SyncGroup("G", List.of("B", "A"), List.of(), List.of(), true)),
        reading.config().syncGroups());
  }

  @Test
  void aGroupHasScriptsOfItsOwn() {
    var reading =
        with(
            """
            vrrp_sync_group G {
              group { A B }
              notify_master "/m" root
              notify /n
              sync_group_tracking_weight
              smtp_alert
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    var told = reading.config().notifications().groups().getFirst();
    assertEquals(List.of("A", "B"), told.members());
    assertEquals("/m", told.hooks().scriptFor(NoticeState.MASTER).getFirst().text());
    assertEquals("/n", told.hooks().onEvery().getFirst().text());
    assertTrue(told.hooks().mails());
    assertEquals(told.hooks(), reading.config().notifications().ofGroup("G"));
    var without = with("vrrp_sync_group G { group { A B } }").config();
    assertNotEquals(reading.config().hash(), without.hash());
  }

  @Test
  void aGroupWithoutScriptsIsToldToFifosAllTheSame() {
    var config = with("vrrp_sync_group G { group { A B } }").config();
    assertEquals("G", config.notifications().groups().getFirst().name());
    assertEquals(Hooks.NONE, config.notifications().ofGroup("G"));
  }

  @Test
  void namesOnOneLineAreRead() {
    var reading = with("vrrp_sync_group G { group { A B C } }");
    assertEquals(List.of("A", "B", "C"), reading.config().syncGroups().getFirst().members());
  }

  @Test
  void theOldestFormWithoutAGroupBlockIsReadWithAWarning() {
    var reading = with("vrrp_sync_group G {\nA\nB\n}");
    assertEquals(List.of("A", "B"), reading.config().syncGroups().getFirst().members());
    assertTrue(
        Readings.diagnostics(reading)
            .startsWith("test.conf:2:1: warning: a member of vrrp_sync_group outside of group"));
  }

  @Test
  void weightsOfMembersCountAsFaultsUnlessTheGroupAllowsThem() {
    var fault = new TrackedInterface("eth7", 0, false);
    var weight = new TrackedInterface("eth7", 10, false);
    var reading = with("vrrp_sync_group G { group { A B } }");
    assertEquals(List.of(fault), trackedBy(reading, 0));
    assertEquals(List.of(weight), trackedBy(reading, 2));
    assertTrue(Readings.diagnostics(reading).contains("the weight of track_interface eth7 counts"));
    var allowed = with("vrrp_sync_group G {\ngroup { A B }\nglobal_tracking\n}");
    assertEquals(List.of(weight), trackedBy(allowed, 0));
  }

  @Test
  void aWeightThatIsLostIsToldOfWhereItStands() {
    var ofInterfaces = with("vrrp_sync_group G { group { A B } }");
    assertEquals(
        List.of(new Position("test.conf", 6, 10), new Position("test.conf", 14, 10)),
        ofInterfaces.diagnostics().stream().map(Diagnostic::position).toList());
    var inMember = Readings.of(withTrackers("chk weight 7", "chk weight 3"));
    assertEquals(
        List.of(new Position("test.conf", 26, 9)),
        inMember.diagnostics().stream().map(Diagnostic::position).toList());
    String text =
        withTrackers("", "chk").replace("script /bin/true", "script /bin/true\n  weight 5");
    assertEquals(
        List.of(new Position("test.conf", 3, 3)),
        Readings.of(text).diagnostics().stream().map(Diagnostic::position).toList());
  }

  @Test
  void whatTheGroupTracksEveryMemberTracks() {
    var reading =
        with("vrrp_sync_group G {\ngroup { A B }\ntrack_interface {\neth9 weight -20\n}\n}");
    assertTrue(trackedBy(reading, 0).contains(new TrackedInterface("eth9", -20, false)));
    assertTrue(trackedBy(reading, 1).contains(new TrackedInterface("eth9", -20, false)));
    assertEquals(1, trackedBy(reading, 2).size());
  }

  @Test
  void whatMembersTrackAlreadyStaysUnlessItsWeightWouldBeLost() {
    var common = "track_interface {\neth7 weight -20\n}\n}";
    var lost = with("vrrp_sync_group G {\ngroup { A B }\n" + common);
    assertEquals(List.of(new TrackedInterface("eth7", -20, false)), trackedBy(lost, 0));
    assertTrue(Readings.diagnostics(lost).contains("that of the group counts"));
    var kept = with("vrrp_sync_group G {\ngroup { A B }\nsync_group_tracking_weight\n" + common);
    assertEquals(List.of(new TrackedInterface("eth7", 10, false)), trackedBy(kept, 0));
    assertTrue(Readings.diagnostics(kept).contains("that of the instance counts"));
  }

  @Test
  void scriptsFilesAndProcessesOfTheGroupAreTrackedByEveryMember() {
    var reading = Readings.of(withTrackers("chk weight 7", ""));
    assertEquals("", Readings.diagnostics(reading));
    var expected =
        List.of(
            new Tracked(TrackerKind.SCRIPT, "chk", 7, false),
            new Tracked(TrackerKind.FILE, "f", 1, true),
            new Tracked(TrackerKind.PROCESS, "p", 0, false));
    assertEquals(expected, reading.config().syncGroups().getFirst().trackers());
    assertEquals(expected, reading.config().instances().get(0).trackers());
    assertEquals(expected, reading.config().instances().get(1).trackers());
    assertEquals(3, reading.config().trackers().size());
    var other = Readings.of(withTrackers("chk weight 8", "")).config();
    assertNotEquals(reading.config().hash(), other.hash());
  }

  @Test
  void aFaultOfAMemberStaysOneBesideTheWeightOfTheGroup() {
    var reading = Readings.of(withTrackers("chk weight 7", "chk weight 0"));
    var own = new Tracked(TrackerKind.SCRIPT, "chk", 0, false);
    var common = new Tracked(TrackerKind.SCRIPT, "chk", 7, false);
    assertTrue(reading.config().instances().get(0).trackers().contains(own));
    assertTrue(reading.config().instances().get(1).trackers().contains(common));
    assertTrue(
        Readings.diagnostics(reading)
            .contains(
                "track_script chk is in A and in vrrp_sync_group G; that of the instance counts:"
                    + " remove the other"));
  }

  @Test
  void aMembersScriptWithAWeightIsNotTracked() {
    var reading = Readings.of(withTrackers("", "chk weight 3"));
    var instance = reading.config().instances().getFirst();
    assertTrue(instance.trackers().stream().noneMatch(each -> each.name().equals("chk")));
    assertTrue(Readings.diagnostics(reading).contains("it is not tracked"));
    var allowed = withTrackers("", "chk weight 3").replace("{ A B }", "{ A B }\n  global_tracking");
    assertTrue(
        Readings.of(allowed).config().instances().getFirst().trackers().stream()
            .anyMatch(each -> each.name().equals("chk") && each.weight() == 3));
  }

  @Test
  void aGroupTracksOnlyWhatIsDefined() {
    var said = Readings.diagnostics(Readings.of(withTrackers("nix", "")));
    assertTrue(said.contains("script nix is not defined and is not tracked"), said);
  }

  private static String withTrackers(String ofGroup, String ofMember) {
    return """
    vrrp_script chk {
      script /bin/true
    }
    track_file f {
      file /run/f
    }
    vrrp_track_process p {
      process haproxy
    }
    vrrp_sync_group G {
      group { A B }
      track_script {
        %s
      }
      track_file {
        f weight 1 reverse
      }
      track_process {
        p
      }
    }
    vrrp_instance A {
      interface eth0
      virtual_router_id 1
      track_script {
        %s
      }
      virtual_ipaddress { 192.0.2.1 }
    }
    vrrp_instance B {
      interface eth0
      virtual_router_id 2
      virtual_ipaddress { 192.0.2.2 }
    }
    """
        .formatted(ofGroup, ofMember);
  }

  @Test
  void membersThatAreMissingOrInAnotherGroupArePassedOver() {
    var reading =
        with("vrrp_sync_group G { group { A B X } }\nvrrp_sync_group H { group { B C } }");
    assertEquals(
        List.of(List.of("A", "B"), List.of("C")),
        reading.config().syncGroups().stream().map(SyncGroup::members).toList());
    var said = Readings.diagnostics(reading);
    assertTrue(said.contains("test.conf:1:33: error: there is no vrrp_instance X"), said);
    assertTrue(said.contains("vrrp_instance B is in vrrp_sync_group G already"), said);
  }

  @Test
  void groupsWithoutANameWithATakenOneOrWithoutMembersAreLeftOut() {
    var reading =
        with(
            "vrrp_sync_group { group { A B } }\nvrrp_sync_group G { group { A B } }\n"
                + "vrrp_sync_group G { group { C } }\nvrrp_sync_group H { group { } }");
    assertEquals(1, reading.config().syncGroups().size());
    assertTrue(Readings.diagnostics(reading).contains("vrrp_sync_group has no name"));
    assertTrue(Readings.diagnostics(reading).contains("vrrp_sync_group G is given twice"));
    assertTrue(Readings.diagnostics(reading).contains("vrrp_sync_group H has no instances"));
  }

  private static List<String> saidOfGroup(String group) {
    return Readings.diagnostics(with(group))
        .lines()
        .filter(line -> line.startsWith("test.conf:1:"))
        .toList();
  }

  @Test
  void theMembersAreCounted() {
    assertEquals(
        List.of("test.conf:1:1: error: vrrp_sync_group G has no instances and is left out"),
        saidOfGroup("vrrp_sync_group G { group { } }"));
    assertEquals(
        List.of(
            "test.conf:1:1: warning: vrrp_sync_group G has one instance only, which moves alone:"
                + " add the others"),
        saidOfGroup("vrrp_sync_group G { group { A } }"));
    assertEquals(List.of(), saidOfGroup("vrrp_sync_group G { group { A B } }"));
    assertEquals(
        List.of(
            "test.conf:1:33: error: vrrp_instance A is in vrrp_sync_group G already; it is passed"
                + " over: remove it"),
        saidOfGroup("vrrp_sync_group G { group { A B A } }"));
  }

  @Test
  void aGroupIsPartOfTheHash() {
    assertNotEquals(
        with("vrrp_sync_group G { group { A B } }").config().hash(),
        with("vrrp_sync_group G { group { A C } }").config().hash());
  }
}
