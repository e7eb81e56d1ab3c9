package dev.baton.agent.config;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code umask}: who may do nothing with the files that are written. */
final class Umask {
  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,3}|\\d{1,4}");
  private static final int READABLE_AND_WRITABLE = 0666;
  private static final int MOST = 0777;

  private static final Map<PosixFilePermission, Integer> BITS =
      Map.of(
          PosixFilePermission.OWNER_READ, 0400,
          PosixFilePermission.OWNER_WRITE, 0200,
          PosixFilePermission.GROUP_READ, 0040,
          PosixFilePermission.GROUP_WRITE, 0020,
          PosixFilePermission.OTHERS_READ, 0004,
          PosixFilePermission.OTHERS_WRITE, 0002);

  /** Without the word keepalived's files are for their owner alone. */
  static final Set<PosixFilePermission> USUAL_PERMISSIONS = permissions(0177);

  /** The bits by name, from the lowest up. */
  private static final List<String> NAMES =
      List.of("IXOTH", "IWOTH", "IROTH", "IXGRP", "IWGRP", "IRGRP", "IXUSR", "IWUSR", "IRUSR");

  private Umask() {}

  /** What the files of a configuration may be used for. */
  static Set<PosixFilePermission> permissions(Settings globals) {
    if (!globals.has("umask")) {
      return USUAL_PERMISSIONS;
    }
    String given =
        String.join(
            "", globals.all("umask").getLast().arguments().stream().map(Entry.Word::text).toList());
    int mask = NUMBER.matcher(given).matches() ? number(given) : bits(given);
    if (mask < 0 || mask > MOST) {
      globals.warn(
          "umask",
          ("umask is '%s', allowed is 0 to 0777 or names as IWGRP|IWOTH; 0177 is used instead:"
                  + " correct it")
              .formatted(given));
      return USUAL_PERMISSIONS;
    }
    return permissions(mask);
  }

  private static int number(String given) {
    try {
      return Integer.decode(given);
    } catch (NumberFormatException e) {
      // An 8 or a 9 in an octal number.
      return -1;
    }
  }

  private static int bits(String given) {
    int mask = 0;
    for (String name : given.split("\\|", -1)) {
      int bit = NAMES.indexOf(name);
      if (bit < 0) {
        return -1;
      }
      mask |= 1 << bit;
    }
    return mask;
  }

  private static Set<PosixFilePermission> permissions(int mask) {
    var permissions = EnumSet.noneOf(PosixFilePermission.class);
    BITS.forEach((permission, bit) -> {
      if ((READABLE_AND_WRITABLE & ~mask & bit) != 0) {
        permissions.add(permission);
      }
    });
    return permissions;
  }
}
