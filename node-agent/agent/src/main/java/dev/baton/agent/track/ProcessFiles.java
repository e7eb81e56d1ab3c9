package dev.baton.agent.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What /proc says of processes. One that ends while we look is none. */
final class ProcessFiles {
  private final Path proc;

  ProcessFiles(Path proc) {
    this.proc = proc;
  }

  /** The numbers of all processes. */
  List<Integer> all() {
    var all = new ArrayList<Integer>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[1-9]*")) {
      processes.forEach(process -> all.add(Integer.valueOf(process.getFileName().toString())));
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("cannot list " + proc, e);
    }
    return all;
  }

  /** What matchers need to know of a process. */
  Look look(int process) {
    return new Look(proc.resolve(Integer.toString(process)));
  }

  /** A look at one process; each of its files is read at most once, and only if needed. */
  static final class Look {
    private final Path directory;
    private final List<String> stat = new ArrayList<>();
    private final List<List<String>> arguments = new ArrayList<>();

    private Look(Path directory) {
      this.directory = directory;
    }

    boolean fits(ProcessMatch match) {
      return match.isByName() ? fitsName(match) : match.fitsCommand(arguments());
    }

    /** {@code pid (name) state ...}, where the name may have parentheses of its own. */
    private boolean fitsName(ProcessMatch match) {
      if (stat.isEmpty()) {
        stat.add(text("stat"));
      }
      String text = stat.getFirst();
      int open = text.indexOf('(');
      int close = text.lastIndexOf(") ");
      boolean runs = open >= 0 && close > open && !text.startsWith(") Z", close);
      return runs && match.fitsName(text.substring(open + 1, close));
    }

    /** Each argument ends with a zero; zombies and threads of the kernel have none. */
    private List<String> arguments() {
      if (arguments.isEmpty()) {
        String text = text("cmdline");
        String inner = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        arguments.add(text.isEmpty() ? List.of() : List.of(inner.split("\0", -1)));
      }
      return arguments.getFirst();
    }

    private String text(String name) {
      try {
        return new String(Files.readAllBytes(directory.resolve(name)), StandardCharsets.UTF_8);
      } catch (IOException e) {
        return "";
      }
    }
  }
}
