package dev.baton.vrrp.explain;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton packet}: prints a packet field by field, with what is wrong with it. */
@Command(
    name = "baton packet",
    mixinStandardHelpOptions = true,
    description = {
      "Prints VRRP advertisements, gratuitous ARPs and neighbour advertisements field by field,"
          + " with what is wrong with them.",
      "Exit codes: 0 nothing is wrong, 1 something is, 2 it could not be read."
    })
public final class PacketMain implements Callable<Integer> {
  private static final int WRONG = 1;
  private static final int UNREADABLE = 2;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  /** Neither digits nor what stands between them. */
  private static final Pattern NO_OCTETS = Pattern.compile(".*[/g-wyzG-WYZ].*");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "HEX|PCAP",
      description =
          "The octets of a frame, an IP packet or a VRRP message in hexadecimal, a capture file"
              + " (pcap) or a file with hexadecimal text; - reads from standard input.")
  private List<String> given = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many packets of a capture to print (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** Runs the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PacketMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      return explain(octets());
    } catch (NoSuchFileException e) {
      return unreadable("there is no file " + e.getMessage());
    } catch (IOException e) {
      return unreadable(given.getFirst() + " cannot be read: " + e.getMessage());
    }
  }

  private int explain(byte[] octets) {
    var out = spec.commandLine().getOut();
    if (CaptureFile.isCapture(octets)) {
      return capture(octets, out);
    }
    return switch (HexText.of(new String(octets, StandardCharsets.ISO_8859_1))) {
      case HexText.Unreadable(String why) -> unreadable(why);
      case HexText.Read(Octets packet) -> {
        var explanation = PacketReader.explain(packet.copy());
        Printout.print(explanation, out);
        yield explanation.isFaulty() ? WRONG : 0;
      }
    };
  }

  private byte[] octets() throws IOException {
    String first = given.getFirst();
    if (given.size() == 1 && first.equals("-")) {
      return System.in.readAllBytes();
    }
    if (given.size() == 1 && isFile(first)) {
      return Files.readAllBytes(Path.of(first));
    }
    return String.join(" ", given).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isFile(String argument) {
    return Files.exists(Path.of(argument)) || NO_OCTETS.matcher(argument).matches();
  }

  private int unreadable(String why) {
    var err = spec.commandLine().getErr();
    err.println("baton packet: " + why + "; give hexadecimal octets or a capture file");
    err.flush();
    return UNREADABLE;
  }

  private int capture(byte[] octets, PrintWriter out) {
    return switch (CaptureFile.read(octets)) {
      case CaptureFile.Unreadable(String why) -> unreadable(why);
      case CaptureFile.Packets(var packets, var remarks) -> {
        var faulty = new ArrayList<Integer>();
        for (var packet : packets) {
          var explanation = PacketReader.explain(packet.octets().copy());
          if (explanation.isFaulty()) {
            faulty.add(packet.number());
          }
          if (packet.number() <= limit) {
            out.println("Packet " + packet.number() + ", " + time(packet.timeNanos()));
            Printout.print(explanation, out);
          }
        }
        remarks.forEach(out::println);
        summarize(packets.size(), faulty, out);
        yield faulty.isEmpty() ? 0 : WRONG;
      }
    };
  }

  private void summarize(int count, List<Integer> faulty, PrintWriter out) {
    out.print(
        count
            + (count == 1 ? " packet, " : " packets, ")
            + faulty.size()
            + " of them with something wrong");
    out.println(faulty.isEmpty() ? "" : ": " + faulty.stream().limit(20).toList());
    if (count > limit) {
      out.println("Only the first " + limit + " are printed; --limit N prints more.");
    }
    out.flush();
  }

  private static String time(long nanos) {
    return TIME.format(Instant.ofEpochSecond(nanos / SECOND_NANOS, nanos % SECOND_NANOS));
  }
}
