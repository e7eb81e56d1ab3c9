package dev.baton.events.chronicle;

import dev.baton.events.ControllerEvent;
import dev.baton.events.LogHead;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.log.EventReader.Read;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * A whole log as a stream: its records one behind the other, byte for byte as they stand in it, so
 * that all that can be checked of the log can be checked of the stream.
 */
public final class LogArchive {
  private static final int LENGTH_BYTES = 4;
  private static final int MOST_BYTES = 1 << 20;

  private LogArchive() {}

  /** How it went. */
  public sealed interface Outcome {
    /** All of it, up to there. */
    record Complete(LogHead head) implements Outcome {}

    /** Not, and why; no log was made. */
    record Failed(String reason) implements Outcome {}
  }

  /** Writes all records, and checks each record and the chain on the way. */
  public static Outcome write(StoredLog log, OutputStream out, LongConsumer progress)
      throws IOException {
    try (var reader = log.reader(1)) {
      while (true) {
        switch (reader.next()) {
          case Read.Found found -> {
            out.write(reader.lastRecord().toArray());
            progress.accept(found.stored().recorded().seq());
          }
          case Read.End _ -> {
            return new Outcome.Complete(
                new LogHead(log.logId(), reader.lastSeq(), reader.lastHash()));
          }
          case Read.Damaged(var atSeq, var reason) -> {
            return new Outcome.Failed("damaged at record " + atSeq + ": " + reason);
          }
        }
      }
    }
  }

  /** Makes the same log of a stream, in a directory where there is none. */
  public static Outcome read(InputStream in, Path directory) throws IOException {
    if (Files.exists(directory)) {
      return new Outcome.Failed(directory + " is there already: import into another directory");
    }
    var fresh = LogDirectory.beside(directory.toAbsolutePath().normalize(), "importing");
    QueueFiles.deleteDirectory(fresh);
    Files.createDirectories(fresh);
    var outcome = into(fresh, in);
    if (outcome instanceof Outcome.Complete) {
      Durability.forceAll(fresh);
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
      Durability.force(directory.resolveSibling(""));
    } else {
      QueueFiles.deleteDirectory(fresh);
    }
    return outcome;
  }

  private static Outcome into(Path fresh, InputStream in) throws IOException {
    var first = next(in);
    if (!(RecordCodec.decode(first) instanceof Decoded.Ok ok)) {
      return new Outcome.Failed("this is no archive of a log: it does not begin with a record");
    }
    return into(fresh, in, first, ok);
  }

  private static Outcome into(Path fresh, InputStream in, byte[] first, Decoded.Ok ok)
      throws IOException {
    var isController = ok.recorded().event() instanceof ControllerEvent;
    var options = isController ? Options.CONTROLLER : Options.AGENT;
    var identity = new LogIdentity(RecordCodec.link(first).logId(), options);
    Head.create(fresh);
    identity.write(fresh);
    var time = new AtomicReference<>(Instant.EPOCH);
    try (var queue = QueueFiles.openForWriting(fresh, options, time::get);
        var copy = new RecordCopy(identity.logId(), Beginning.FIRST, queue, time)) {
      for (var record = first; record.length > 0; record = next(in)) {
        var damage = damage(record, copy);
        if (!damage.isEmpty()) {
          long seq = copy.sound().lastSeq() + 1;
          return new Outcome.Failed("damaged at record " + seq + ": " + damage);
        }
      }
      var sound = copy.sound();
      Head.openForWriting(fresh).advanceTo(sound.lastSeq());
      return new Outcome.Complete(new LogHead(identity.logId(), sound.lastSeq(), sound.lastHash()));
    }
  }

  /** Takes the record over; empty if it could be. */
  private static String damage(byte[] record, RecordCopy copy) {
    return switch (RecordCodec.decode(record)) {
      case Decoded.Rejected(var reason, var detail) -> reason + ": " + detail;
      case Decoded.Ok ok -> {
        long before = copy.sound().lastSeq();
        copy.found(record, ok);
        yield copy.sound().lastSeq() > before ? "" : "it does not continue the one before";
      }
    };
  }

  /** The bytes of the next record; none at the end. */
  private static byte[] next(InputStream in) throws IOException {
    var length = in.readNBytes(LENGTH_BYTES);
    if (length.length == 0) {
      return length;
    }
    int bytes =
        length.length < LENGTH_BYTES
            ? 0
            : ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (bytes <= LENGTH_BYTES || bytes > MOST_BYTES) {
      throw new EOFException("no record begins here");
    }
    var record = new byte[bytes];
    System.arraycopy(length, 0, record, 0, LENGTH_BYTES);
    if (in.readNBytes(record, LENGTH_BYTES, bytes - LENGTH_BYTES) < bytes - LENGTH_BYTES) {
      throw new EOFException("the last record is cut off");
    }
    return record;
  }
}
