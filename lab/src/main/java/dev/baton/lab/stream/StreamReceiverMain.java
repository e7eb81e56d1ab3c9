package dev.baton.lab.stream;

import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Writes down the number of every datagram that reaches this host, until it is killed. */
public final class StreamReceiverMain {
  private static final int BUFFER_BYTES = 1 << 20;

  private StreamReceiverMain() {}

  /** Arguments: port, and the file for the numbers, eight bytes each. */
  public static void main(String[] arguments) throws IOException {
    try (var channel = DatagramChannel.open();
        var numbers = new DataOutputStream(new FileOutputStream(arguments[1]))) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      channel.bind(new InetSocketAddress(Integer.parseInt(arguments[0])));
      System.out.println("ready");
      var datagram = ByteBuffer.allocate(Long.BYTES);
      while (true) {
        channel.receive(datagram.clear());
        numbers.write(datagram.array());
      }
    }
  }
}
