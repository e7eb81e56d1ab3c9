package dev.baton.agent.engine;

import java.nio.ByteBuffer;

/** Sends and receives VRRP messages (IP protocol 112) at the joined stations. */
public interface AdvertisementChannel {

  /**
   * Starts to hear and to speak at a station. Calling it again is how an interface that went away
   * and came back (with another index) is joined anew; it changes nothing where nothing changed.
   */
  Join join(Station station);

  /** Stops hearing and speaking there; does nothing where nothing was joined. */
  void leave(Station station);

  /**
   * Hands over what has arrived, at most about {@code limit} messages, and never waits.
   *
   * @return how many messages were handed over; at {@code limit} or more, call again before any
   *     timer fires
   */
  int receive(int limit, AdvertSink sink);

  /**
   * Queues one message, the bytes between its position and limit, which are copied. What has not
   * been joined is reported at {@link #flush} as not sent.
   *
   * @param hopLimit the TTL or hop limit to send it with, 1 to 255
   */
  void send(AdvertPath path, int hopLimit, ByteBuffer message);

  /** Hands all queued messages to the kernel; reports each one that it did not take. */
  void flush(UnsentSink unsent);

  /** What came of joining. */
  sealed interface Join {
    /** The interface is joined. */
    record Joined() implements Join {}

    /** It cannot be joined now: the interface is missing, or a right is. */
    record Refused(String reason) implements Join {}
  }

  /** Takes received messages one at a time. */
  interface AdvertSink {
    /**
     * One message, valid until this method returns.
     *
     * @param hopLimit the TTL or hop limit it arrived with
     * @param message the VRRP message alone, from its position to its limit
     */
    void received(AdvertPath path, int hopLimit, ByteBuffer message);
  }

  /** Takes the paths of messages that could not be sent. */
  interface UnsentSink {
    /** The kernel did not take a message, for instance {@code ENETDOWN} or {@code EPERM}. */
    void unsent(AdvertPath path, String reason);
  }
}
