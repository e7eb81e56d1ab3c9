package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import dev.baton.agent.track.ProcessEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's connector for processes. It answers in the first network and process namespace only,
 * and to those who may configure the network.
 *
 * <pre>
 *   nlmsghdr, then cn_msg:  0 index u32 (1), 4 value u32 (1), 8 seq, 12 ack, 16 length u16, 18 flags
 *   then proc_event:       20 what u32, 24 cpu u32, 28 time u64, and from 36 on
 *     NONE  36 error               EXEC, COMM  36 thread, 40 process
 *     FORK  36 parent's thread, 40 parent, 44 child's thread, 48 child
 *     EXIT  36 thread, 40 process
 * </pre>
 */
public final class ProcessConnector implements ProcessEvents {
  private static final int NETLINK_CONNECTOR = 11;
  private static final int CN_IDX_PROC = 1;
  private static final int CN_VAL_PROC = 1;
  private static final int LISTEN = 1;
  private static final int NONE = 0;
  private static final int FORK = 0x1;
  private static final int EXEC = 0x2;
  private static final int COMM = 0x200;
  private static final int EXIT = 0x80000000;
  private static final int WHAT = 20;
  private static final int FIRST = 36;
  private static final int SECOND = 40;
  private static final int THIRD = 44;
  private static final int FOURTH = 48;
  private static final int EVENT_BYTES = FOURTH + Integer.BYTES;
  private static final int NLMSG_DONE = 3;
  private static final int REQUEST_BYTES = 64;
  private static final int RECEIVE_BYTES = 1 << 20;
  private static final int ANSWER_MILLIS = 500;
  private static final int WAIT_MILLIS = 1_000;
  private static final int BATCH = 256;

  private final Kernel kernel;
  private final List<NetlinkSocket> socket = new ArrayList<>();

  /** Opens nothing yet. */
  public ProcessConnector(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public boolean begin() {
    try {
      var opened = new NetlinkSocket(kernel, NETLINK_CONNECTOR, "process connector");
      if (isAnswered(opened)) {
        socket.add(opened);
        return true;
      }
      opened.close();
    } catch (NativeCallException e) {
      // A kernel without it, or not enough rights: the same as no answer.
      return false;
    }
    return false;
  }

  private boolean isAnswered(NetlinkSocket opened) {
    opened.reserve(RECEIVE_BYTES);
    opened.subscribe(CN_IDX_PROC);
    var request = new NetlinkWriter(REQUEST_BYTES).begin(NLMSG_DONE, 0);
    request.int32(CN_IDX_PROC).int32(CN_VAL_PROC).int32(0).int32(0);
    request.int32(Integer.BYTES).int32(LISTEN).end();
    if (kernel.send(opened.descriptor(), request.memory(), request.sizeBytes()) < 0) {
      return false;
    }
    while (Polling.awaitReadable(kernel, opened.descriptor(), ANSWER_MILLIS)) {
      var reader = opened.reader();
      if (opened.receive() > 0 && reader.nextMessage() && reader.payloadInt32(WHAT) == NONE) {
        return reader.payloadInt32(FIRST) == 0;
      }
    }
    return false;
  }

  @Override
  public List<Change> await() {
    var changes = new ArrayList<Change>();
    var opened = socket.getFirst();
    if (Polling.awaitReadable(kernel, opened.descriptor(), WAIT_MILLIS)) {
      int size = opened.receive();
      for (; size >= 0 && changes.size() < BATCH; size = opened.receive()) {
        while (opened.reader().nextMessage()) {
          read(opened.reader(), changes);
        }
      }
      if (size == -Errno.ENOBUFS) {
        changes.add(new Change.Lost());
      }
    }
    return changes;
  }

  private static void read(NetlinkReader event, List<Change> changes) {
    if (event.payloadBytes() < EVENT_BYTES) {
      return;
    }
    int thread = event.payloadInt32(FIRST);
    int process = event.payloadInt32(SECOND);
    boolean isWhole = thread == process;
    switch (event.payloadInt32(WHAT)) {
      case FORK -> {
        int child = event.payloadInt32(FOURTH);
        if (event.payloadInt32(THIRD) == child) {
          changes.add(new Change.Forked(process, child));
        }
      }
      case EXEC -> changes.add(new Change.Renamed(process));
      case COMM -> {
        if (isWhole) {
          changes.add(new Change.Renamed(process));
        }
      }
      case EXIT -> {
        if (isWhole) {
          changes.add(new Change.Ended(process));
        }
      }
      default -> {}
    }
  }
}
