package dev.baton.events.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signed statement of how far a log had come, to be kept where nobody who can write the log can
 * reach: one line of JSON, signed with Ed25519 (RFC 8032).
 *
 * @param signedAt when, in the clock of who signed, RFC 3339
 * @param signature in Base64
 */
record Checkpoint(LogHead head, String signedAt, PublicKey key, String signature) {
  static final String ALGORITHM = "Ed25519";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a text is. */
  sealed interface Reading {
    /** A checkpoint, with a signature of the key that it names. */
    record Sound(Checkpoint checkpoint) implements Reading {}

    /** None, and why. */
    record Unsound(String reason) implements Reading {}
  }

  static Checkpoint sign(LogHead head, String signedAt, KeyPair key) {
    try {
      var signing = Signature.getInstance(ALGORITHM);
      signing.initSign(key.getPrivate());
      signing.update(statement(head, signedAt));
      var signature = Base64.getEncoder().encodeToString(signing.sign());
      return new Checkpoint(head, signedAt, key.getPublic(), signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM + ": this is a bug", e);
    }
  }

  static Reading read(String text) {
    try {
      var json = JSON.readTree(text);
      var head =
          new LogHead(
              LogId.parse(text(json, "log")),
              json.path("seq").asLong(),
              Sha256.read(HexFormat.of().parseHex(text(json, "hash")), 0));
      var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(text(json, "key")));
      var checkpoint =
          new Checkpoint(
              head,
              text(json, "signedAt"),
              KeyFactory.getInstance(ALGORITHM).generatePublic(encoded),
              text(json, "signature"));
      return checkpoint.isSigned()
          ? new Reading.Sound(checkpoint)
          : new Reading.Unsound("its signature does not fit: somebody changed it");
    } catch (JsonProcessingException e) {
      return new Reading.Unsound("it is no JSON: " + e.getOriginalMessage());
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Reading.Unsound("it is no checkpoint: " + e.getMessage());
    }
  }

  String json() {
    return JSON.createObjectNode()
        .put("log", head.logId().toString())
        .put("seq", head.seq())
        .put("hash", head.hash().toString())
        .put("signedAt", signedAt)
        .put("key", Base64.getEncoder().encodeToString(key.getEncoded()))
        .put("signature", signature)
        .toString();
  }

  /** The key in 64 hexadecimal digits, to compare by eye. */
  static String fingerprint(PublicKey key) {
    return Sha256.of(key.getEncoded()).toString();
  }

  private boolean isSigned() throws GeneralSecurityException {
    var check = Signature.getInstance(ALGORITHM);
    check.initVerify(key);
    check.update(statement(head, signedAt));
    return check.verify(Base64.getDecoder().decode(signature));
  }

  private static byte[] statement(LogHead head, String signedAt) {
    return "baton checkpoint 1\nlog %s\nseq %d\nhash %s\nat %s\n"
        .formatted(head.logId(), head.seq(), head.hash(), signedAt)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JsonNode json, String field) {
    var value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("\"" + field + "\" is missing");
    }
    return value.textValue();
  }
}
