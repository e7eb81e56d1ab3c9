package dev.baton.agent.track;

import dev.baton.agent.config.ScriptUser;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a script becomes another user: by {@code setpriv} of util-linux, which every Debian and Red
 * Hat has. The JDK cannot do it, and setuid between fork and exec cannot be done safely from a JVM.
 * Users and groups are asked of the system's own tools, so that a directory service counts; each
 * only once.
 */
final class ScriptUsers {
  private static final String KEEPALIVED_SCRIPT = "keepalived_script";
  private static final Pattern ID = Pattern.compile("uid=(\\d+)\\S* gid=(\\d+).*", Pattern.DOTALL);
  private static final Pattern GROUP = Pattern.compile("[^:]*:[^:]*:(\\d+):.*", Pattern.DOTALL);

  private final Map<ScriptUser, Prefix> known = new ConcurrentHashMap<>();
  private final boolean onlyJudges;

  /** For those who run scripts. */
  ScriptUsers() {
    this(false);
  }

  private ScriptUsers(boolean onlyJudges) {
    this.onlyJudges = onlyJudges;
  }

  /** For those who only say whether root could run them. */
  static ScriptUsers ofRoot() {
    return new ScriptUsers(true);
  }

  /** Whether we are root. */
  static boolean areRoot() {
    Matcher ours = matched(ID, List.of("id"));
    return ours.matches() && ours.group(1).equals("0");
  }

  /** What has to stand before a command. */
  sealed interface Prefix {
    /** These words, none for whom we run as; and with which user id the script runs. */
    record Words(List<String> words, long uid) implements Prefix {
      public Words {
        words = List.copyOf(words);
      }
    }

    /** Nothing helps. */
    record Impossible(String reason) implements Prefix {}
  }

  Prefix prefix(ScriptUser user) {
    return known.computeIfAbsent(user, this::found);
  }

  private Prefix found(ScriptUser user) {
    Matcher ours = matched(ID, List.of("id"));
    if (!ours.matches()) {
      return new Prefix.Impossible("the tool id does not say who we are");
    }
    long ourUid = Long.parseLong(ours.group(1));
    boolean isUnsaid = user.name().isEmpty();
    String name = isUnsaid ? KEEPALIVED_SCRIPT : user.name();
    Matcher id = matched(ID, List.of("id", "--", name));
    if (!id.matches()) {
      return isUnsaid
          ? new Prefix.Words(List.of(), ourUid)
          : new Prefix.Impossible("there is no user " + name);
    }
    String gid = id.group(2);
    if (!user.group().isEmpty()) {
      Matcher group = matched(GROUP, List.of("getent", "group", user.group()));
      if (!group.matches()) {
        return new Prefix.Impossible("there is no group " + user.group());
      }
      gid = group.group(1);
    }
    return become(user, Long.parseLong(id.group(1)), gid, ours);
  }

  private Prefix become(ScriptUser user, long uid, String gid, Matcher ours) {
    long ourUid = Long.parseLong(ours.group(1));
    boolean isUs = uid == ourUid && gid.equals(ours.group(2)) && !user.supplementaryGroups();
    if (isUs || onlyJudges) {
      return new Prefix.Words(List.of(), uid);
    }
    if (ourUid != 0) {
      return new Prefix.Impossible("only root can run a script as another user");
    }
    var words = new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid));
    words.add(user.supplementaryGroups() ? "--init-groups" : "--clear-groups");
    words.add("--");
    return new Prefix.Words(words, uid);
  }

  /** A match of what a tool says, or of nothing. */
  private static Matcher matched(Pattern pattern, List<String> words) {
    try {
      var process =
          new ProcessBuilder(words)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectError(Redirect.DISCARD)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return pattern.matcher(process.waitFor() == 0 ? said.strip() : "");
    } catch (IOException e) {
      return pattern.matcher("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return pattern.matcher("");
    }
  }
}
