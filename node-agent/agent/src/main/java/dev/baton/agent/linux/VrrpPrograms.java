package dev.baton.agent.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processes that do VRRP in this network namespace: those with a raw socket of its protocol, as
 * proc(5) tells. One whose descriptors may not be read is not seen.
 *
 * @param proc where the kernel tells of processes
 */
public record VrrpPrograms(Path proc) {
  /** The protocol, where a port stands with others. */
  private static final String VRRP = ":%04X".formatted(VrrpSocket.IPPROTO_VRRP);

  private static final int LOCAL_ADDRESS_FIELD = 1;
  private static final int INODE_FIELD = 9;
  private static final int PARENT_FIELD = 1;

  /** Of this machine. */
  public static VrrpPrograms here() {
    return new VrrpPrograms(Path.of("/proc"));
  }

  /**
   * A process.
   *
   * @param name of its program, as the kernel has it
   * @param words its command line
   * @param parent the process that started it, or that inherited it
   */
  public record Program(long pid, String name, List<String> words, long parent) {
    /** Takes a copy. */
    public Program {
      words = List.copyOf(words);
    }
  }

  /** Those that run now. */
  public List<Program> running() {
    var sockets = new HashSet<String>();
    Stream.of("net/raw", "net/raw6")
        .flatMap(table -> lines(proc.resolve(table)).stream())
        .forEach(line -> addVrrp(line, sockets));
    var found = new ArrayList<Program>();
    if (!sockets.isEmpty()) {
      for (var process : entries(proc, "[0-9]*")) {
        boolean isHolder =
            entries(process.resolve("fd"), "*").stream().anyMatch(fd -> isOf(fd, sockets));
        if (isHolder) {
          found.add(program(Long.parseLong(process.getFileName().toString())));
        }
      }
    }
    return found;
  }

  private static void addVrrp(String line, Set<String> sockets) {
    var fields = line.strip().split("\\s+", -1);
    if (fields.length > INODE_FIELD && fields[LOCAL_ADDRESS_FIELD].endsWith(VRRP)) {
      sockets.add("socket:[" + fields[INODE_FIELD] + "]");
    }
  }

  private static boolean isOf(Path descriptor, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      // It was closed meanwhile.
      return false;
    }
  }

  /** Whatever process has this id. */
  public Program program(long pid) {
    var directory = proc.resolve(Long.toString(pid));
    var words = List.of(String.join("\n", lines(directory.resolve("cmdline"))).split("\0", -1));
    return new Program(pid, first(directory.resolve("comm")), words, parent(directory));
  }

  private static long parent(Path directory) {
    // The name before these fields may hold blanks and parentheses: count from its end.
    String stat = first(directory.resolve("stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length > PARENT_FIELD ? Long.parseLong(fields[PARENT_FIELD]) : 0;
  }

  private static String first(Path file) {
    return lines(file).stream().findFirst().orElse("");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // The process has ended, or the host has no IPv6.
      return List.of();
    }
  }

  private static List<Path> entries(Path directory, String names) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, names)) {
      var found = new ArrayList<Path>();
      all.forEach(found::add);
      return found;
    } catch (IOException | DirectoryIteratorException e) {
      // It is not ours to look into, or the process has ended.
      return List.of();
    }
  }
}
