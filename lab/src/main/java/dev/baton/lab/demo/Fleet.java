package dev.baton.lab.demo;

import dev.baton.lab.Await;
import dev.baton.lab.BatonAgent;
import dev.baton.lab.Command;
import dev.baton.lab.Daemon;
import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.Programs;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Three agents, each Active for one of three virtual routers, and their controller. */
public final class Fleet {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Pattern FINE = Pattern.compile("\"verdict\"\\s*:\\s*\"OK\"");
  private static final List<String> NODES = List.of("a", "b", "c");

  private final Lab lab;
  private final String listen;
  private Daemon controller;
  private final Map<String, BatonAgent> agents = new LinkedHashMap<>();

  private Fleet(Lab lab, String listen) {
    this.lab = lab;
    this.listen = listen;
    this.controller = launch();
    for (var node : NODES) {
      agents.put(node, BatonAgent.on(lab.host(node), instances(node), agentSocket()));
    }
  }

  /** Opens a lab for the three nodes and a client. */
  public static Lab openLab() {
    return Lab.open("a", "b", "c", "client");
  }

  /** Starts the controller and the agents in such a lab. */
  public static Fleet start(Lab lab, String listen) {
    return new Fleet(lab, listen);
  }

  private Daemon launch() {
    var arguments =
        List.of(
            "--data",
            controllerData().toString(),
            "--listen",
            listen,
            "--listen-agents",
            "unix:" + agentSocket());
    return lab.start("controller-" + System.nanoTime(), Programs.controller(arguments));
  }

  /** What is configured on a node; each of the three is the best one once. */
  public static List<InstanceSpec> instances(String node) {
    int place = NODES.indexOf(node);
    return List.of(
        InstanceSpec.v3(51, priority(place)),
        InstanceSpec.v3Ipv6(52, priority(place + 2)),
        InstanceSpec.v2(53, priority(place + 1)));
  }

  private static int priority(int place) {
    return List.of(150, 120, 100).get(place % NODES.size());
  }

  /** The agent of a node. */
  public BatonAgent agent(String node) {
    var agent = agents.get(node);
    if (agent == null) {
      throw new LabException("no node " + node + ": there are " + String.join(", ", NODES));
    }
    return agent;
  }

  /** Does what a line such as `cut a` says; the answer begins with OK, or says what is wrong. */
  public String obey(String line) {
    var words = line.split(" ", 2);
    var faults = Fault.named(words[0]);
    if (faults.isEmpty() || words.length < 2) {
      return "no such fault: " + line + "\n" + Fault.list();
    }
    try {
      faults.getFirst().doTo(agent(words[1]));
      return "OK: " + words[1] + ": " + faults.getFirst().meaning();
    } catch (LabException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Where the agents reach the controller. */
  public Path agentSocket() {
    return lab.directory().resolve("controller.sock");
  }

  /** The controller's own log. */
  public Path controllerData() {
    return lab.directory().resolve("controller");
  }

  /** Kills the controller and starts it again on the same data. */
  public void restartController() {
    controller.kill();
    controller = launch();
  }

  /** Runs an operator's command, such as `drain a -m why`, against this controller. */
  public Command.Result operator(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", address().toString()));
    return new Command(Programs.operator(all)).run();
  }

  /** The address of the dashboard and the API. */
  public URI address() {
    return URI.create("http://" + listen);
  }

  /** Waits until each virtual router has one Active and a spare. */
  public void awaitFine() {
    lab.await(
        "all three virtual routers are fine",
        LIMIT,
        () -> {
          if (!controller.isAlive()) {
            throw new LabException("the controller ended\n" + controller.tail());
          }
          return FINE.matcher(read("/api/v1/virtual-routers")).results().count() == NODES.size();
        });
  }

  /** The body of an answer of the controller; nothing while it does not listen yet. */
  public String read(String path) {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address().resolve(path)).timeout(Await.LIMIT).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (ConnectException e) {
      return "";
    } catch (IOException e) {
      throw new LabException("GET " + path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }
}
