package dev.baton.agent.linux.ffi;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap together with its address. It lives as long as this object is reachable.
 *
 * @param bytes in the byte order of the machine
 */
public record NativeBuffer(ByteBuffer bytes, long address) {

  /** Zeroed memory. */
  public static NativeBuffer allocate(int sizeBytes) {
    var bytes = ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.nativeOrder());
    return new NativeBuffer(bytes, MemorySegment.ofBuffer(bytes).address());
  }

  /** The address of the byte at an offset. */
  public long at(int offset) {
    return address + offset;
  }

  /** How many bytes it has. */
  public int sizeBytes() {
    return bytes.capacity();
  }
}
