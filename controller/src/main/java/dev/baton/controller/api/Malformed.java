package dev.baton.controller.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Locale;

/** Says in plain words why a text is no JSON object. */
final class Malformed {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Malformed() {}

  static String why(byte[] body) {
    try {
      var type = STRICT.readTree(body).getNodeType().name().toLowerCase(Locale.ROOT);
      return type.equals("missing") ? "it is empty" : "it is of type " + type + ", not an object";
    } catch (JsonProcessingException e) {
      return place(e) + what(e);
    } catch (IOException e) {
      return "it is no UTF-8 text";
    }
  }

  private static String place(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  private static String what(JsonProcessingException e) {
    return switch (e) {
      case JsonEOFException _ -> "it ends too early";
      case MismatchedInputException _ -> "something follows the first value";
      default -> plain(e.getOriginalMessage());
    };
  }

  /** The parser's sentence without its hints for programmers. */
  private static String plain(String message) {
    var sentence = message.lines().findFirst().orElse("");
    return sentence.contains("`") || sentence.contains("[Source")
        ? sentence.replaceFirst("[:(].*", "").strip()
        : sentence;
  }
}
