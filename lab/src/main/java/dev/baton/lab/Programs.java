package dev.baton.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Baton's programs, as the launcher would start them, without its look at what is stale. */
public final class Programs {
  private static final Path ROOT = root();
  private static final String COLLECTOR = "-XX:+UseSerialGC";
  private static final List<String> CONTROLLERS_COLLECTOR =
      List.of("-XX:+UseParallelGC", "-XX:GCTimeRatio=9");

  private Programs() {}

  /** The command line of `baton agent` with these arguments. */
  public static List<String> agent(List<String> arguments) {
    // Whoever runs the lab may have SIGHUP ignored, and a JVM leaves it so.
    var words = new ArrayList<>(List.of("env", "--default-signal=HUP"));
    words.addAll(List.of("--ignore-signal=TERM,INT", "--block-signal=TERM,INT"));
    words.add("_JAVA_SR_SIGNUM=62");
    words.addAll(java("node-agent/agent", "dev.baton.agent.AgentMain", with("agent", arguments)));
    return words;
  }

  /** The command line of `baton config` with these arguments. */
  public static List<String> config(List<String> arguments) {
    return java("node-agent/agent", "dev.baton.agent.AgentMain", with("config", arguments));
  }

  /** The command line of `baton controller` with these arguments. */
  public static List<String> controller(List<String> arguments) {
    var words = operator(with("controller", arguments));
    int collector = words.indexOf(COLLECTOR);
    words.remove(collector);
    words.addAll(collector, CONTROLLERS_COLLECTOR);
    return words;
  }

  /** The command line of an operator's command, such as `drain`, with these words. */
  public static List<String> operator(List<String> words) {
    return java("controller", "dev.baton.controller.ControllerMain", words);
  }

  /** The command line of `baton log` with these arguments. */
  public static List<String> log(List<String> arguments) {
    return java("events", "dev.baton.events.tool.LogMain", arguments);
  }

  /** A main class of the lab itself, to be run inside a host. */
  public static List<String> lab(Class<?> main, List<String> arguments) {
    return java("lab", main.getName(), arguments);
  }

  /** The project's root directory, where the launcher is. */
  public static Path root() {
    try {
      var here = Programs.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      for (var path = Path.of(here); path != null; path = path.getParent()) {
        if (Files.isExecutable(path.resolve("baton")) && Files.exists(path.resolve("pom.xml"))) {
          return path;
        }
      }
      throw new LabException("no project around " + here);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class without a place: this is a bug", e);
    }
  }

  private static List<String> java(String module, String main, List<String> arguments) {
    var target = ROOT.resolve(module).resolve("target");
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(read(ROOT.resolve("target/jvm.flags")).split(" ")));
    words.addAll(List.of(COLLECTOR, "-XX:-UsePerfData", "-cp"));
    words.add(target.resolve("classes") + File.pathSeparator + read(target.resolve("classpath")));
    words.add(main);
    words.addAll(arguments);
    return words;
  }

  private static List<String> with(String first, List<String> more) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(more);
    return all;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("is Baton built? " + path, e);
    }
  }
}
