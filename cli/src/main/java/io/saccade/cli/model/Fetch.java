package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Brings a model of the catalogue into a folder. The file takes its name there only once it has the
 * right hash; until then it lies beside it under a hidden name.
 *
 * @param entry which one
 * @param folder where to
 */
record Fetch(Catalogue.Entry entry, Path folder) {

  /** Where the model zoo has been kept since July 2025: the paths as they were, and by name. */
  private static final String HOME = "https://huggingface.co/onnxmodelzoo/";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Where the model is in the end. */
  Path target() {
    return folder.resolve(entry.file());
  }

  /** Whether the very file is there already. */
  boolean isThere() throws IOException {
    return Files.isRegularFile(target()) && sha256(target()).equals(entry.sha256());
  }

  /** Copies it from a file that was brought here by other means. */
  void copy(Path from) throws IOException, CommandFailedException {
    Files.createDirectories(folder);
    Path copy = hidden(".copy");
    try {
      Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
      String found = sha256(copy);
      if (!found.equals(entry.sha256())) {
        throw new CommandFailedException(
            "%s is not %s: its SHA-256 is %s, but must be %s"
                .formatted(from, entry.name(), found, entry.sha256()));
      }
      take(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /**
   * Loads it, and goes on where an earlier attempt ended.
   *
   * @param mirror a folder on a web server with the file, or with the model zoo's folders
   */
  void load(Optional<URI> mirror) throws IOException, CommandFailedException {
    Files.createDirectories(folder);
    Path partial = hidden(".part");
    try (Progress progress = Progress.ofBytes(entry.name(), entry.bytes())) {
      new Download(partial, entry.bytes(), PATIENCE, progress::reach).from(addresses(mirror));
    }
    String found = sha256(partial);
    if (!found.equals(entry.sha256())) {
      Files.delete(partial);
      throw new CommandFailedException(
          "what was loaded is not %s: its SHA-256 is %s, but must be %s; it was deleted. Load it"
                  .formatted(entry.name(), found, entry.sha256())
              + " again, or from another place with --base-url");
    }
    take(partial);
  }

  private List<URI> addresses(Optional<URI> mirror) {
    if (mirror.isEmpty()) {
      return List.of(
          URI.create(HOME + "legacy_models/resolve/main/" + entry.path()),
          URI.create(HOME + entry.name() + "/resolve/main/" + entry.file()));
    }
    String base = mirror.get().toString().replaceFirst("/+$", "") + "/";
    return List.of(URI.create(base + entry.path()), URI.create(base + entry.file()));
  }

  private Path hidden(String ending) {
    return folder.resolve("." + entry.file() + ending);
  }

  private void take(Path fresh) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        fresh, target(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
