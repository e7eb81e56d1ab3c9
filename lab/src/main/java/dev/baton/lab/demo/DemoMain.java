package dev.baton.lab.demo;

import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The program behind {@code baton demo}. */
public final class DemoMain {
  private static final String DEFAULT_LISTEN = "127.0.0.1:8080";
  private static final int USAGE = 2;
  private static final String HELP =
      """
      usage: baton demo [--listen 127.0.0.1:8080]
             baton demo do FAULT NODE [--listen 127.0.0.1:8080]

      faults:
      %s
      """
          .formatted(Fault.list());

  private DemoMain() {}

  /** Runs the demo until Ctrl-C, or asks the running one to do something. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(run(List.of(arguments)));
    } catch (LabException | IOException e) {
      System.err.println("baton: " + e.getMessage());
      System.exit(1);
    }
  }

  private static int run(List<String> arguments) throws IOException, InterruptedException {
    var words = new ArrayList<>(arguments);
    var listen = DEFAULT_LISTEN;
    int option = words.indexOf("--listen");
    if (option >= 0 && option + 1 < words.size()) {
      listen = words.remove(option + 1);
      words.remove(option);
    }
    if (words.isEmpty()) {
      return show(listen);
    }
    if (words.size() == 3 && words.getFirst().equals("do")) {
      return ask(listen, words.get(1) + " " + words.get(2));
    }
    boolean helpAsked = words.equals(List.of("--help"));
    (helpAsked ? System.out : System.err).print(HELP);
    return helpAsked ? 0 : USAGE;
  }

  private static int ask(String listen, String line) throws IOException {
    if (!ControlSocket.isTaken(listen)) {
      System.err.println("baton: no demo listens on " + listen + "; start one with ./baton demo");
      return 1;
    }
    var answer = ControlSocket.ask(listen, line);
    System.out.println(answer);
    return answer.startsWith("OK") ? 0 : 1;
  }

  private static int show(String listen) throws IOException, InterruptedException {
    requireFree(listen);
    say("making three hosts on a bridge");
    // Not closed here: its shutdown hook does it, which Ctrl-C runs and a return from here too.
    Lab lab = Fleet.openLab();
    say("starting three agents and the controller");
    var fleet = Fleet.start(lab, listen);
    try (var control = ControlSocket.open(listen, fleet::obey)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(control)));
      say("waiting until each virtual router has an Active and a spare");
      fleet.awaitFine();
      System.out.print(invitation(fleet, lab, listen));
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static void farewell(ControlSocket control) {
    say("taking everything away");
    try {
      control.close();
    } catch (IOException e) {
      say("the control socket stays behind: " + e.getMessage());
    }
  }

  private static void requireFree(String listen) throws IOException {
    int colon = listen.lastIndexOf(':');
    try (var probe = new ServerSocket()) {
      var host = listen.substring(0, colon);
      probe.bind(new InetSocketAddress(host, Integer.parseInt(listen.substring(colon + 1))));
    } catch (IOException e) {
      throw new LabException(listen + " is taken: choose another with --listen", e);
    } catch (RuntimeException e) {
      throw new LabException("--listen takes ADDRESS:PORT, not " + listen, e);
    }
  }

  private static void say(String progress) {
    System.out.println("baton: " + progress);
  }

  private static String invitation(Fleet fleet, Lab lab, String listen) {
    var where = listen.equals(DEFAULT_LISTEN) ? "" : " --listen " + listen;
    return """

    The dashboard:  %1$s

    Three nodes a, b and c, each Active for one of three virtual routers. Try, in another
    terminal (as root), and watch:

      ./baton demo do power-off a%3$s        then: ./baton demo do power-on a%3$s
      ./baton demo do kill-engine b%3$s
      ./baton demo do freeze c%3$s           then: ./baton demo do thaw c%3$s
      ./baton demo do cut a%3$s              then: ./baton demo do mend a%3$s
      ./baton drain b -m "new kernel" --server %1$s
      ./baton undrain b --server %1$s
      ./baton status --server %1$s
      ip netns exec %2$s ping 10.77.0.51

    Ctrl-C takes everything away.
    """
        .formatted(fleet.address(), lab.host("client").namespace(), where);
  }
}
