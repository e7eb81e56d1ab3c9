package dev.baton.agent.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Takes mail, and has what it was told read line by line. */
final class FakeMailServer implements AutoCloseable {
  private final ServerSocket listening;
  private final String answerToRecipient;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  FakeMailServer(String answerToRecipient) throws IOException {
    this.answerToRecipient = answerToRecipient;
    this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The next lines that it heard, up to one that says so. */
  List<String> until(String last) throws InterruptedException {
    var lines = new ArrayList<String>();
    do {
      lines.add(heard.take());
    } while (!lines.getLast().equals(last));
    return lines;
  }

  private void serve() {
    try {
      while (true) {
        try (var socket = listening.accept()) {
          answer(socket);
        }
      }
    } catch (SocketException e) {
      heard.add("(closed)");
    } catch (IOException e) {
      heard.add(e.toString());
    }
  }

  private void answer(Socket socket) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    say(socket, "220-hello\r\n220 there");
    boolean inMessage = false;
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      if (inMessage && line.equals(".")) {
        inMessage = false;
        say(socket, "250 taken");
      } else if (line.equals("DATA")) {
        inMessage = true;
        say(socket, "354 go on");
      } else if (line.equals("QUIT")) {
        say(socket, "221 bye");
      } else if (!inMessage) {
        say(socket, line.startsWith("RCPT") ? answerToRecipient : "250 fine");
      }
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
