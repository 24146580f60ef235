package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads a file of known size over HTTP into a partial file, and goes on where an earlier attempt
 * ended. What was loaded is not trusted: its hash is for the caller to check.
 *
 * <p>By {@link HttpURLConnection}, which can give up on a server that stops sending in the middle;
 * the newer client of the JDK 17 waits for ever.
 */
final class Download {

  private static final int BUFFER = 1 << 16;
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(?:\\d+|\\*)");

  private final Path partial;
  private final long size;
  private final Duration patience;
  private final LongConsumer progress;

  /**
   * A download.
   *
   * @param partial where the bytes go; those that are there already are kept
   * @param size how many bytes there must be in the end
   * @param patience how long a server may say nothing
   * @param progress told how many bytes are there
   */
  Download(Path partial, long size, Duration patience, LongConsumer progress) {
    this.partial = partial;
    this.size = size;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Loads until the file is whole, from the first of the addresses that has it. A connection that
   * breaks is taken up again as long as each attempt brings something.
   *
   * @throws CommandFailedException if no address has the file, or it is of another size
   * @throws IOException if the connection breaks and brings nothing any more
   */
  void from(List<URI> addresses) throws IOException, CommandFailedException {
    for (URI address : addresses) {
      if (from(address)) {
        return;
      }
    }
    throw new CommandFailedException(
        "there is no such file at "
            + String.join(" or ", addresses.stream().map(URI::toString).toList())
            + "; give a mirror with --base-url, or a file with --from");
  }

  /** Whether the address has the file; if so, it is whole now. */
  private boolean from(URI address) throws IOException, CommandFailedException {
    while (true) {
      long before = loaded();
      if (before > size) {
        Files.delete(partial);
        continue;
      }
      if (before == size) {
        return true;
      }
      try {
        if (!attempt(address, before)) {
          return false;
        }
      } catch (IOException e) {
        if (loaded() <= before) {
          throw new IOException(
              "%s: %s; run the command again, it goes on at %d of %d bytes"
                  .formatted(address, reason(e), loaded(), size),
              e);
        }
      }
    }
  }

  private boolean attempt(URI address, long from) throws IOException, CommandFailedException {
    HttpURLConnection connection = open(address, from);
    try {
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      if (status == NOT_SATISFIABLE && from > 0) {
        // What is here is not the beginning of what is there.
        Files.delete(partial);
        return true;
      }
      if (status != HttpURLConnection.HTTP_OK && status != PARTIAL) {
        throw new CommandFailedException(
            "%s answered with HTTP %d; try again later, or give a mirror with --base-url"
                .formatted(address, status));
      }
      write(connection, status == PARTIAL ? start(connection, from) : 0);
      return true;
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection open(URI address, long from) throws IOException {
    URLConnection connection = address.toURL().openConnection();
    if (!(connection instanceof HttpURLConnection http)) {
      throw new IOException("not an address of HTTP");
    }
    http.setConnectTimeout((int) patience.toMillis());
    http.setReadTimeout((int) patience.toMillis());
    http.setRequestProperty("User-Agent", "saccade");
    // A body that is compressed on the way has other offsets than the file.
    http.setRequestProperty("Accept-Encoding", "identity");
    if (from > 0) {
      http.setRequestProperty("Range", "bytes=%d-".formatted(from));
    }
    return http;
  }

  /** Where the server begins, which may be before the place that it was asked for. */
  private static long start(HttpURLConnection connection, long asked)
      throws CommandFailedException {
    String range = String.valueOf(connection.getHeaderField("Content-Range"));
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) > asked) {
      throw new CommandFailedException(
          ("%s sent the range \"%s\" when asked for bytes from %d on; give another mirror with"
                  + " --base-url")
              .formatted(connection.getURL(), range, asked));
    }
    return Long.parseLong(matcher.group(1));
  }

  private void write(HttpURLConnection connection, long from)
      throws IOException, CommandFailedException {
    long length = connection.getContentLengthLong();
    if (length >= 0 && from + length != size) {
      throw new CommandFailedException(
          "%s has %d bytes, but the file must have %d; it is another file"
              .formatted(connection.getURL(), from + length, size));
    }
    try (InputStream in = connection.getInputStream();
        FileChannel out =
            FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(from).position(from);
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (out.position() + read > size) {
          throw new CommandFailedException(
              "%s sends more than the %d bytes of the file; it is another file"
                  .formatted(connection.getURL(), size));
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        progress.accept(out.position());
      }
      out.force(true);
      if (out.position() < size) {
        throw new IOException("the connection ended early");
      }
    }
  }

  private long loaded() throws IOException {
    return Files.exists(partial) ? Files.size(partial) : 0;
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
