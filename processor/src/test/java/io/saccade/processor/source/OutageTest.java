package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are out of order, and come back or do not: every event ends, none too early. */
class OutageTest {

  private static final String GONE = "URI_UNAVAILABLE";

  @TempDir private Path folder;

  @Test
  void fetchesWhatWaitedOnceTheHostIsBackHoweverOftenItWasAsked() throws Exception {
    AtomicBoolean well = new AtomicBoolean();
    Semaphore asks = new Semaphore(0);
    try (RawServer server =
            new RawServer(
                InetAddress.getLoopbackAddress(),
                0,
                (path, talk) -> {
                  asks.release();
                  if (well.get()) {
                    talk.say200("Content-Length: 5\r\n", "image");
                  } else {
                    talk.say("HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n");
                  }
                });
        // The time of all attempts together is far shorter than the outage.
        ImageSource source = here(sources(server.port()).withTotal(200).withOutage(1, 5, 20_000))) {
      List<Asked> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(Asked.of(source, uri(server.port(), "/" + i)));
      }
      assertThat(asks.tryAcquire(100, 20, TimeUnit.SECONDS)).isTrue();
      assertThat(asked).noneMatch(Asked::hasEnded);
      well.set(true);
      for (Asked each : asked) {
        assertThat(each.ending()).isEqualTo(Asked.FETCHED);
      }
    }
  }

  @Test
  void failsWhatNobodyGivesWithinThePatience() throws Exception {
    int closed;
    try (RawServer server = RawServer.generous(InetAddress.getLoopbackAddress(), 0)) {
      closed = server.port();
    }
    long began = System.nanoTime();
    try (ImageSource source = here(sources(closed).withOutage(3, 20, 800))) {
      Asked asked = Asked.of(source, uri(closed, "/image?token=hush"));
      assertThat(asked.ending()).isEqualTo(GONE);
      assertThat(asked.message()).contains("cannot be reached").doesNotContain("hush");
    }
    assertThat(System.nanoTime() - began)
        .isBetween(TimeUnit.MILLISECONDS.toNanos(750), TimeUnit.SECONDS.toNanos(4));
  }

  @Test
  void waitsForANameOnlySoLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger hanging = new AtomicInteger();
    Resolver resolver =
        name -> {
          if (name.equals("hangs.test")) {
            hanging.incrementAndGet();
            awaitQuietly(never);
          }
          return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
    try (RawServer server = RawServer.generous(InetAddress.getLoopbackAddress(), 0);
        ImageSource source =
            source(
                Sources.reaching("hangs.test:" + server.port(), "here.test:" + server.port())
                    .withOutage(3, 20, 700),
                resolver)) {
      List<Asked> hang = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        hang.add(Asked.of(source, "http://hangs.test:" + server.port() + "/" + i));
      }
      assertThat(Asked.of(source, uri(server.port(), "/image")).ending()).isEqualTo(Asked.FETCHED);
      for (Asked each : hang) {
        assertThat(each.ending()).isEqualTo(GONE);
      }
      assertThat(hanging).hasValue(1);
    } finally {
      never.countDown();
    }
  }

  @Test
  void countsAnOutageAgainstTheFolderItIsIn() throws Exception {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Path sound = Files.createDirectory(folder.resolve("sound"));
    for (String loop : List.of("a", "b", "c")) {
      Files.createSymbolicLink(broken.resolve(loop), broken.resolve(loop)); // Cannot be read.
    }
    Files.writeString(sound.resolve("image"), "image");
    Sources sources = Sources.reaching().withRoots(broken, sound).withOutage(2, 60_000, 500);
    AtomicInteger pausing = new AtomicInteger();
    FetchListener listener =
        new FetchListener() {
          @Override
          public void attempted(Outcome outcome, long tookNanos) {}

          @Override
          public void pausing(int hosts) {
            pausing.accumulateAndGet(hosts, Math::max);
          }
        };
    try (ImageSource source =
        new UriImages(sources.settings(), 4 << 20, listener, unknown(), SSLContext.getDefault())) {
      List<Asked> lost = new ArrayList<>();
      for (String loop : List.of("a", "b", "c")) {
        lost.add(Asked.of(source, broken.resolve(loop).toUri().toString()));
      }
      assertThat(lost.get(0).ending()).isEqualTo(GONE);
      assertThat(pausing).hasValue(1);
      Asked found = Asked.of(source, sound.resolve("image").toUri().toString());
      assertThat(found.ending()).isEqualTo(Asked.FETCHED);
      assertThat(found.text()).isEqualTo("image");
    }
  }

  @Test
  void goesOnWhateverIsThrownAtItsThreads() throws Exception {
    Files.writeString(folder.resolve("image"), "image");
    String uri = folder.resolve("image").toUri().toString();
    Sources sources = Sources.reaching().withRoots(folder).withConcurrency(1);
    FetchListener listener =
        new FetchListener() {
          @Override
          public void attempted(Outcome outcome, long tookNanos) {
            throw new IllegalStateException("a listener that fails");
          }

          @Override
          public void pausing(int hosts) {}
        };
    try (ImageSource source =
        new UriImages(sources.settings(), 1 << 20, listener, unknown(), SSLContext.getDefault())) {
      for (int i = 0; i < 10; i++) {
        source.fetch(uri, "", new Thrower());
      }
      assertThat(Asked.of(source, uri).ending()).isEqualTo(Asked.FETCHED);
    }
  }

  @Test
  void waitsABoundedTimeHoweverManyAttemptsThereWere() {
    for (int attempts = 0; attempts < 10_000; attempts++) {
      assertThat(FetchQueue.backoffNanos(attempts))
          .isBetween(TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.SECONDS.toNanos(7));
    }
    // The control: one that doubles without end is soon no time at all.
    assertThat(LongStream.range(0, 64).map(attempts -> 200_000_000L << attempts))
        .anyMatch(nanos -> nanos <= 0);
  }

  /** Throws whatever it is told, and keeps nothing. */
  private static final class Thrower implements ImageSource.Receiver {
    @Override
    public boolean isWanted() {
      return true;
    }

    @Override
    public void fetched(FetchedImage image) {
      throw new StackOverflowError("by the receiver");
    }

    @Override
    public void refused(EventRefusedException why) {
      throw new IllegalStateException("by the receiver");
    }

    @Override
    public void broken(Throwable cause) {
      throw new IllegalStateException("by the receiver", cause);
    }
  }

  private static Sources sources(int port) {
    return Sources.reaching("here.test:" + port);
  }

  private static String uri(int port, String path) {
    return "http://here.test:" + port + path;
  }

  private static ImageSource here(Sources sources) throws Exception {
    return source(sources, name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
  }

  private static Resolver unknown() {
    return name -> {
      throw new UnknownHostException(name);
    };
  }

  private static ImageSource source(Sources sources, Resolver resolver) throws Exception {
    return new UriImages(
        sources.settings(), 8 << 20, FetchListener.none(), resolver, SSLContext.getDefault());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
