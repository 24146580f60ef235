package io.saccade.cli.publish;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.files.ImageFile;
import io.saccade.processor.source.EventRefusedException;
import io.saccade.schemas.avro.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The claim checks of files: each file is hashed once, however often it is published. */
final class FileReferences {

  private final Map<Path, String> uris;
  private final Map<Path, ImageReference> known = new ConcurrentHashMap<>();

  private FileReferences(Map<Path, String> uris) {
    this.uris = Map.copyOf(uris);
  }

  /** References to where the files are on this machine. */
  static FileReferences here(List<ImageFile> files) throws IOException {
    Map<Path, String> uris = new HashMap<>();
    for (ImageFile file : files) {
      uris.put(file.path(), file.path().toRealPath().toUri().toString());
    }
    return new FileReferences(uris);
  }

  /**
   * References to where the files are to be had.
   *
   * @throws CommandFailedException if a file cannot be had there under its name, or two would be
   *     had at one address; nothing is published then
   */
  static FileReferences below(BaseUri base, List<ImageFile> files) throws CommandFailedException {
    Map<Path, String> uris = new HashMap<>();
    Map<String, ImageFile> taken = new HashMap<>();
    for (ImageFile file : files) {
      String uri = uri(base, file);
      ImageFile other = taken.putIfAbsent(uri, file);
      if (other != null && !other.path().equals(file.path())) {
        throw new CommandFailedException(
            "%s and %s would both be at %s; name the folder above them instead"
                .formatted(other.name(), file.name(), uri));
      }
      uris.put(file.path(), uri);
    }
    return new FileReferences(uris);
  }

  /** The reference to one of these files. */
  ImageReference of(Path file) throws IOException {
    ImageReference reference = known.get(file);
    if (reference == null) {
      reference = new ImageReference(uris.getOrDefault(file, ""), sha256(file));
      known.put(file, reference);
    }
    return reference;
  }

  private static String uri(BaseUri base, ImageFile file) throws CommandFailedException {
    try {
      return base.of(file);
    } catch (EventRefusedException e) {
      throw new CommandFailedException(
          "%s cannot be published by reference: %s".formatted(file.name(), e.getMessage()), e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      long unused = digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
