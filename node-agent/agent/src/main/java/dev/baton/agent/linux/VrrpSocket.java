package dev.baton.agent.linux;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.AdvertisementChannel.AdvertSink;
import dev.baton.agent.engine.Station;
import java.nio.ByteBuffer;

/** One raw socket of protocol 112, bound to one interface, in one family. */
sealed interface VrrpSocket permits Ipv4VrrpSocket, Ipv6VrrpSocket {
  int IPPROTO_VRRP = 112;
  int SOCK_RAW = 3;
  int HOP_LIMIT = 255;

  /** DSCP CS6, as routing protocols use it. */
  int TRAFFIC_CLASS = 0xC0;

  /** The highest priority that needs no privilege: network control. */
  int SOCKET_PRIORITY = 6;

  /** Room for a burst of adverts of many virtual routers while the engine is held up. */
  int RECEIVE_BYTES = 1 << 20;

  /** The descriptor, the interface's index and what the wait knows of them. */
  BoundSocket bound();

  /** Who is heard. */
  Station station();

  /** Puts a message for this path into a slot. */
  void compose(MessageBatch batch, int slot, AdvertPath path, ByteBuffer message);

  /** Says in a composed slot how far the message may go. */
  default void limit(MessageBatch batch, int slot, int hopLimit) {
    int value = batch.addControl(slot, hopLimitLevel(), hopLimitType(), Integer.BYTES);
    batch.bytes().putInt(value, hopLimit);
  }

  /** The level of the control message with the TTL or hop limit. */
  int hopLimitLevel();

  /** Its type. */
  int hopLimitType();

  /**
   * Hands over the message in a slot, through a view of the batch's bytes; whether it was a whole
   * one, and for this station: each raw socket gets a copy of what comes by unicast.
   */
  boolean deliver(MessageBatch batch, int slot, ByteBuffer view, AdvertSink sink);
}
