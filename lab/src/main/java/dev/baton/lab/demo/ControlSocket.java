package dev.baton.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where `baton demo do` reaches the running demo: one line there, one answer back. */
final class ControlSocket implements AutoCloseable {
  private static final Path PATH = Path.of("/run/baton-demo.sock");

  private final ServerSocketChannel server;

  private ControlSocket(ServerSocketChannel server) {
    this.server = server;
  }

  /** Asks the running demo; throws when there is none. */
  static String ask(String line) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(PATH))) {
      channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
      channel.shutdownOutput();
      var answer = Channels.newInputStream(channel).readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).strip();
    }
  }

  /** Whether a demo answers on this machine. */
  static boolean isTaken() {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(PATH))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Answers in a thread of its own until it is closed. */
  static ControlSocket open(UnaryOperator<String> answer) throws IOException {
    Files.deleteIfExists(PATH);
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(PATH));
    var socket = new ControlSocket(server);
    Thread.ofPlatform().daemon().name("demo-control").start(() -> socket.serve(answer));
    return socket;
  }

  private void serve(UnaryOperator<String> answer) {
    while (server.isOpen()) {
      try (var channel = server.accept()) {
        var line =
            new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine();
        channel.write(StandardCharsets.UTF_8.encode(answer.apply(line == null ? "" : line) + "\n"));
      } catch (IOException e) {
        // The asker went away, or the demo ends; the loop's condition tells which.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(PATH);
  }
}
