package io.saccade.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that grow while they come share the memory: never more than there is, and all of them. */
class FetchMemoryTest {

  private static final int LARGEST = 1 << 20;
  private static final long MEMORY = 2L << 20;
  private static final int THREADS = 16;

  @TempDir private Path folder;

  @Test
  void letsAllGrowThoughThereIsRoomForFewAndNeverGivesMoreThanThereIs() throws Exception {
    FetchMemory memory = new FetchMemory(MEMORY, LARGEST);
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    together(
        THREADS,
        barrier -> {
          for (int i = 0; i < 50; i++) {
            FetchMemory.Reservation reserved = memory.reservation();
            int size = memory.first();
            assertThat(reserved.grow(size, in10Seconds())).isTrue();
            long used = size;
            most.accumulateAndGet(held.addAndGet(used), Math::max);
            while (size < LARGEST) {
              int next = memory.next(size);
              assertThat(reserved.grow((long) size + next, in10Seconds())).isTrue();
              most.accumulateAndGet(held.addAndGet(next), Math::max);
              held.addAndGet(-size);
              reserved.shrink(next);
              used = next;
              size = next;
            }
            held.addAndGet(-used);
            reserved.handOn().run();
            reserved.release();
          }
        });
    assertThat(most.get()).isGreaterThan(LARGEST).isLessThanOrEqualTo(MEMORY);
  }

  /** The control: where each holds some and waits for more, nobody gets any. */
  @Test
  void seesThatNobodyGrowsWhereNothingIsSpare() throws Exception {
    Semaphore naive = new Semaphore(THREADS, true);
    AtomicLong grown = new AtomicLong();
    together(
        THREADS,
        barrier -> {
          naive.acquire();
          barrier.await(10, TimeUnit.SECONDS);
          if (naive.tryAcquire(200, TimeUnit.MILLISECONDS)) {
            grown.incrementAndGet();
            naive.release();
          }
          barrier.await(10, TimeUnit.SECONDS);
          naive.release();
        });
    assertThat(grown).hasValue(0);
  }

  @Test
  void holdsNoMoreThanAnImageNeedsSoThatManyComeAtOnce() throws Exception {
    FetchMemory memory = new FetchMemory(MEMORY, LARGEST);
    List<FetchMemory.Reservation> small = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      FetchMemory.Reservation reserved = memory.reservation();
      assertThat(reserved.grow(memory.first(), in10Seconds())).isTrue();
      reserved.shrink(1000);
      small.add(reserved);
    }
    small.forEach(FetchMemory.Reservation::release);
  }

  @Test
  void fetchesFourAtOnceWithMemoryForOneOfTheLargest() throws Exception {
    CountDownLatch together = new CountDownLatch(4);
    try (RawServer server =
            new RawServer(
                InetAddress.getLoopbackAddress(),
                0,
                (path, talk) -> {
                  together.countDown();
                  if (together.await(10, TimeUnit.SECONDS)) {
                    talk.say200("Content-Length: 5\r\n", "image");
                  }
                });
        ImageSource source =
            new UriImages(
                Sources.reaching("one.test:" + server.port()).withTotal(10_000).settings(),
                LARGEST + (1 << 20),
                FetchListener.none(),
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                SSLContext.getDefault())) {
      List<Asked> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asked.add(Asked.of(source, "http://one.test:" + server.port() + "/" + i));
      }
      for (Asked each : asked) {
        assertThat(each.ending()).isEqualTo(Asked.FETCHED);
      }
    }
  }

  @Test
  void waitsForWhoHasAnImageToReleaseIt() throws Exception {
    byte[] image = new byte[LARGEST];
    Files.write(folder.resolve("image"), image);
    Files.write(folder.resolve("larger"), new byte[LARGEST + 1]);
    String uri = folder.resolve("image").toUri().toString();
    try (ImageSource source =
        UriImages.start(
            Sources.reaching().withRoots(folder).withOutage(3, 20, 30_000).settings(),
            LARGEST,
            FetchListener.none())) {
      Asked first = Asked.of(source, uri);
      assertThat(first.ending()).isEqualTo(Asked.FETCHED);
      Asked second = Asked.of(source, uri);
      Asked third = Asked.of(source, folder.resolve("larger").toUri().toString());
      assertThat(second.hasEnded()).isFalse();
      first.release();
      assertThat(second.ending()).isEqualTo(Asked.FETCHED);
      second.release();
      second.release();
      assertThat(third.ending()).isEqualTo("URI_TOO_LARGE");
    }
  }

  private interface Task {
    void run(CyclicBarrier barrier) throws Exception;
  }

  private static void together(int threads, Task task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier barrier = new CyclicBarrier(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            pool.submit(
                () -> {
                  task.run(barrier);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        Object unused = each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static long in10Seconds() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
  }
}
