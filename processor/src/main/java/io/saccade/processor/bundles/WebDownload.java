package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads a zip over http or https. Redirects are followed by hand, and only to addresses that
 * are within the roots too. What may pass is tried again; all within the overall time.
 */
final class WebDownload {

  private static final int MOST_REDIRECTS = 5;
  private static final int ATTEMPTS = 3;
  private static final long PAUSE_MILLIS = 500;

  private final Roots roots;
  private final FetchTimes times;
  private final HttpClient client;

  WebDownload(Roots roots, FetchTimes times) {
    this.roots = roots;
    this.times = times;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(times.connect())
            .build();
  }

  /** One answer: what it said of itself; its body is in the file where the status is 200. */
  private record Answer(int status, String location) {}

  /**
   * Downloads into a file that does not exist yet.
   *
   * @param most how many bytes it may have
   * @throws BundleRefusedException {@code BUNDLE_PATH} where it cannot be had, {@code MODEL_FORMAT}
   *     where it is too large
   * @throws IOException if the file cannot be written
   */
  void download(URI address, Path file, long most)
      throws BundleRefusedException, IOException, InterruptedException {
    long deadline = System.nanoTime() + times.overall().toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        int status = follow(address, file, most, deadline);
        if (status == 200) {
          return;
        }
        if (attempt == ATTEMPTS || (status < 500 && status != 429)) {
          throw answered(address, status);
        }
      } catch (BoundedFile.TooLongException e) {
        throw Refused.tooLarge("What is at " + Refused.shown(address), most);
      } catch (HttpTimeoutException | TimeoutException e) {
        throw Refused.place(
            "%s did not answer in time (connection %d s, all %d s)."
                .formatted(
                    Refused.shown(address),
                    times.connect().toSeconds(),
                    times.overall().toSeconds()),
            e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw Refused.place(
              "%s cannot be downloaded: %s.".formatted(Refused.shown(address), Refused.reason(e)),
              e);
        }
      }
      Files.deleteIfExists(file);
      pause(attempt * PAUSE_MILLIS);
    }
  }

  /** Follows redirects to an answer that is none; its status. */
  private int follow(URI address, Path file, long most, long deadline)
      throws BundleRefusedException, IOException, InterruptedException, TimeoutException {
    URI next = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Answer answer = ask(next, file, most, deadline);
      if (!isRedirect(answer.status())) {
        return answer.status();
      }
      next = target(next, answer.location());
    }
    throw Refused.place(
        "%s redirects more than %d times.".formatted(Refused.shown(address), MOST_REDIRECTS));
  }

  private URI target(URI from, String location) throws BundleRefusedException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw Refused.place(
          "%s redirects to '%s', which is no address."
              .formatted(Refused.shown(from), Refused.shown(location)),
          e);
    }
    if (!(roots.placeOf(to) instanceof Place.OnTheWeb there)) {
      throw Refused.place(
          "%s redirects to %s, away from the web."
              .formatted(Refused.shown(from), Refused.shown(to)));
    }
    return there.address();
  }

  private Answer ask(URI address, Path file, long most, long deadline)
      throws IOException, InterruptedException, TimeoutException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(times.connect())
            .header("User-Agent", "saccade")
            .GET()
            .build();
    Queue<BoundedFile> bodies = new ConcurrentLinkedQueue<>();
    CompletableFuture<HttpResponse<Long>> asked =
        client.sendAsync(
            request,
            head -> {
              BoundedFile body =
                  head.statusCode() == 200 ? BoundedFile.of(file, most) : BoundedFile.none();
              bodies.add(body);
              return body;
            });
    try {
      HttpResponse<Long> response = asked.get(left(deadline), TimeUnit.NANOSECONDS);
      return new Answer(
          response.statusCode(), response.headers().firstValue("Location").orElse(""));
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      asked.cancel(true);
      bodies.forEach(BoundedFile::giveUp);
    }
  }

  private static IOException unwrapped(ExecutionException e) {
    Throwable cause = e;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IOException io ? io : new IOException(Refused.reason(cause), cause);
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static BundleRefusedException answered(URI address, int status) {
    String why =
        switch (status) {
          case 401, 403 -> "does not let us read it";
          case 404, 410 -> "has nothing there";
          default -> "could not answer";
        };
    return Refused.place(
        "%s: the server %s (HTTP %d).".formatted(Refused.shown(address), why, status));
  }

  private static void pause(long millis) throws InterruptedException {
    try {
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing was done that could fail", e);
    }
  }
}
