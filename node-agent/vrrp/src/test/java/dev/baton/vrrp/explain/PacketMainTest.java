package dev.baton.vrrp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PacketMainTest {
  private static final String FRAME =
      "01005e00001200005e000133080045c0002800000000ff701888c000020be0000012"
          + "213364010001b8c8c00002010000000000000000";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory = Path.of("");

  private int run(String... arguments) {
    return new CommandLine(new PacketMain())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void hexadecimalOctetsAreExplained() {
    assertEquals(0, run(FRAME));
    assertTrue(out.toString().contains("VRID"));
  }

  @Test
  void octetsMayStandInAnyUsualLayout() throws IOException {
    String dump =
        """
        0000   01 00 5e 00 00 12 00 00 5e 00 01 33 08 00 45 c0   ..^.....^..3..E.
        0010   00 28 00 00 00 00 ff 70 18 88 c0 00 02 0b e0 00   .(.....p........
        0020   00 12 21 33 64 01 00 01 b8 c8 c0 00 02 01 00 00   ..!3d...........
        0030   00 00 00 00 00 00                                 ......
        """;
    var file = Files.writeString(directory.resolve("dump.txt"), dump);
    assertEquals(0, run(file.toString()));
    String first = out.toString();
    out.getBuffer().setLength(0);
    var canonical = dump.replaceAll("(?m)^(.{29}) ", "$1  ").replaceAll("   (\\S+)$", "  |$1|");
    Files.writeString(file, canonical);
    assertEquals(0, run(file.toString()));
    assertEquals(first, out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run(FRAME.replaceAll("..", "$0:").split("(?<=:00:12:)", -1)));
    assertEquals(first, out.toString());
  }

  @Test
  void somethingWrongIsExitCode1AndNothingReadable2() {
    assertEquals(1, run("2133"));
    assertEquals(2, run("45", "hello"));
    assertEquals(
        "baton packet: 'h' is not a hexadecimal digit; give hexadecimal octets or a capture file\n",
        err.toString());
  }

  @Test
  void whatCannotBeOctetsIsAFileThatIsMissing() {
    assertEquals(2, run("/nonexistent.pcap"));
    assertEquals(
        "baton packet: there is no file /nonexistent.pcap; give hexadecimal octets or a capture"
            + " file\n",
        err.toString());
  }

  @Test
  void aDirectoryIsSaidToBeUnreadable() {
    assertEquals(2, run(directory.toString()));
    assertTrue(
        err.toString().startsWith("baton packet: " + directory + " cannot be read: "),
        err::toString);
  }

  @Test
  void theUsageIsWhatIsTyped() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().startsWith("Usage: baton packet "), out::toString);
  }

  @Test
  void capturesOfBothByteOrdersAndResolutionsAreRead() throws IOException {
    for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      for (int magic : new int[] {0xA1B2C3D4, 0xA1B23C4D}) {
        out.getBuffer().setLength(0);
        var frame = HexFormat.of().parseHex(FRAME);
        var file = ByteBuffer.allocate(24 + 16 + frame.length + 10).order(order);
        file.putInt(magic).putInt(0).putLong(0).putInt(65535).putInt(1);
        file.putInt(1).putInt(5).putInt(frame.length).putInt(frame.length).put(frame);
        var path = Files.write(directory.resolve("x.pcap"), file.array());
        assertEquals(0, run(path.toString()));
        String fraction = magic == 0xA1B2C3D4 ? "000005000" : "000000005";
        assertTrue(out.toString().contains("1970-01-01 00:00:01." + fraction + "Z"));
        assertTrue(out.toString().contains("the file ends within packet 2"));
        assertTrue(out.toString().contains("1 packet, 0 of them with something wrong"));
      }
    }
  }

  @Test
  void theNewerCaptureFormatIsNamedWithTheWayOut() throws IOException {
    var path = directory.resolve("x.pcapng");
    Files.write(path, HexFormat.of().parseHex("0a0d0d0a" + "00".repeat(40)));
    assertEquals(2, run(path.toString()));
    assertTrue(err.toString().contains("tshark"));
  }
}
