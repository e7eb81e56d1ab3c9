package dev.baton.events.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** A key pair in a file that only its owner may read: two lines, secret and public, in Base64. */
final class SigningKey {
  private SigningKey() {}

  /** The key in that file, or a new one, which the file has then. */
  static KeyPair of(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory: name a file");
    }
    try {
      return Files.exists(file) ? read(file) : create(file);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " is no key of this program: " + e.getMessage(), e);
    }
  }

  private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
    var lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    if (lines.size() != 2) {
      throw new IllegalArgumentException("it has " + lines.size() + " lines instead of 2");
    }
    var factory = KeyFactory.getInstance(Checkpoint.ALGORITHM);
    var decoder = Base64.getDecoder();
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(decoder.decode(lines.get(1)))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines.get(0)))));
  }

  private static KeyPair create(Path file) throws IOException, GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance(Checkpoint.ALGORITHM).generateKeyPair();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var encoder = Base64.getEncoder();
    Files.write(
        file,
        List.of(
            encoder.encodeToString(pair.getPrivate().getEncoded()),
            encoder.encodeToString(pair.getPublic().getEncoded())),
        StandardCharsets.US_ASCII);
    return pair;
  }
}
