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
  private final Path path;
  private final ServerSocketChannel server;

  private ControlSocket(Path path, ServerSocketChannel server) {
    this.path = path;
    this.server = server;
  }

  /** The demo is known by where its dashboard listens. */
  private static Path pathOf(String listen) {
    return Path.of("/run/baton-demo-" + listen.replace('/', '_') + ".sock");
  }

  /** Asks the running demo; throws when there is none. */
  static String ask(String listen, String line) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(pathOf(listen)))) {
      channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
      channel.shutdownOutput();
      var answer = Channels.newInputStream(channel).readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).strip();
    }
  }

  /** Whether such a demo answers. */
  static boolean isTaken(String listen) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(pathOf(listen)))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Answers in a thread of its own until it is closed. */
  static ControlSocket open(String listen, UnaryOperator<String> answer) throws IOException {
    var path = pathOf(listen);
    Files.deleteIfExists(path);
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    var socket = new ControlSocket(path, server);
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
    Files.deleteIfExists(path);
  }
}
