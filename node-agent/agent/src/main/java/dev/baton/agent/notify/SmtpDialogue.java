package dev.baton.agent.notify;

import dev.baton.agent.config.MailAlerts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Hands one mail to a server, as RFC 5321 has it and keepalived does it: six commands, without TLS
 * and without a login. A mail library would bring more than the rest of the agent needs.
 */
final class SmtpDialogue implements AutoCloseable {
  private final Socket socket = new Socket();
  private final BufferedReader in;
  private final OutputStream out;

  private SmtpDialogue(MailAlerts.Server server) throws IOException {
    int timeoutMillis = Math.toIntExact(server.timeoutMillis());
    socket.connect(new InetSocketAddress(server.host(), server.port()), timeoutMillis);
    socket.setSoTimeout(timeoutMillis);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = socket.getOutputStream();
  }

  /** Returns when the server has taken the mail over; else the exception says why not. */
  static void send(MailAlerts alerts, String message) throws IOException {
    try (var dialogue = new SmtpDialogue(alerts.server())) {
      dialogue.expect("greeting", 220);
      dialogue.say("HELO " + alerts.sender().helo(), 250);
      dialogue.say("MAIL FROM:<" + alerts.sender().address() + ">", 250);
      for (var recipient : alerts.recipients()) {
        dialogue.say("RCPT TO:<" + recipient + ">", 250);
      }
      dialogue.say("DATA", 354);
      dialogue.say(message + "\r\n.", 250);
      dialogue.say("QUIT", 221);
    }
  }

  private void say(String command, int expected) throws IOException {
    out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    expect(command.split("[ \r]", 2)[0], expected);
  }

  /** Reads an answer, of which only the last line has no hyphen after the code. */
  private void expect(String what, int expected) throws IOException {
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.startsWith("-", 3)) {
        if (!line.startsWith(Integer.toString(expected))) {
          throw new IOException("the server answers to " + what + ": " + line);
        }
        return;
      }
    }
    throw new IOException("the server hangs up at " + what);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
