package dev.baton.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The controller that a command asks. */
final class Server {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:BATON_SERVER:-http://127.0.0.1:8080}",
      description = "The controller (default: $BATON_SERVER, else http://127.0.0.1:8080).")
  private String url = "";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  JsonNode read(String path) {
    return answer(send(request(path).timeout(TIMEOUT).GET().build()));
  }

  JsonNode write(String path, Map<String, ?> body) {
    try {
      var request =
          request(path)
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      return answer(send(request));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts are JSON: this is a bug", e);
    }
  }

  /** The lines of the live stream, until the connection ends. */
  Stream<String> stream(String path) {
    var request = request(path).header("Accept", "text/event-stream").GET().build();
    try {
      var response = http.send(request, BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new Failure(
            ExitCode.ofHttp(response.statusCode()), "the stream answers " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted");
    }
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Failure(ExitCode.FAILED, "the controller's answer is no JSON");
    }
  }

  static String pretty(JsonNode json) {
    return json.toPrettyString();
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(url.replaceFirst("/+$", "") + "/api/v1" + path))
          .header("User-Agent", "baton-cli");
    } catch (IllegalArgumentException e) {
      throw new Failure(2, "--server: " + url + " is no URL: " + e.getMessage());
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.FAILED, "interrupted");
    }
  }

  private Failure unreachable(IOException e) {
    var why = e.getMessage() == null ? "connection refused" : e.getMessage();
    return new Failure(ExitCode.UNREACHABLE, "no controller answers at " + url + ": " + why);
  }

  private static JsonNode answer(HttpResponse<byte[]> response) {
    var text = new String(response.body(), StandardCharsets.UTF_8);
    if (response.statusCode() < 300) {
      return text.isEmpty() ? JSON.createObjectNode() : parse(text);
    }
    throw new Failure(ExitCode.ofHttp(response.statusCode()), problem(response, text));
  }

  private static String problem(HttpResponse<byte[]> response, String text) {
    var type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json")) {
      return "the controller answers HTTP " + response.statusCode();
    }
    var problem = parse(text);
    var lines = new ArrayList<String>();
    lines.add(problem.path("title").asText());
    if (problem.path("refusals").isEmpty()) {
      lines.add(problem.path("detail").asText());
    }
    for (JsonNode refusal : problem.path("refusals")) {
      var router = refusal.path("vr").asText("");
      var place = router.isEmpty() || router.equals("null") ? "" : router + ": ";
      lines.add(
          "  %s%s [%s]"
              .formatted(place, refusal.path("detail").asText(), refusal.path("code").asText()));
    }
    return String.join(lines.size() == 2 && !lines.get(1).startsWith(" ") ? ": " : "\n", lines);
  }
}
