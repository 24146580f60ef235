package io.saccade.cli.publish;

import io.saccade.schemas.avro.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The claim checks of files: each file is hashed once, however often it is published. */
final class FileReferences {

  private final Map<Path, ImageReference> known = new ConcurrentHashMap<>();

  ImageReference of(Path file) throws IOException {
    ImageReference reference = known.get(file);
    if (reference == null) {
      reference = new ImageReference(file.toRealPath().toUri().toString(), sha256(file));
      known.put(file, reference);
    }
    return reference;
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
