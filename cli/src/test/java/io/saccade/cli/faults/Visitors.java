package io.saccade.cli.faults;

import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.settings.ProcessorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Instances that join a group and leave it again, every half to three seconds one of the two. They
 * live in this process, because one that joins in such a time has no time to start a JVM. One
 * thread asks.
 */
final class Visitors implements AutoCloseable {

  private static final int MOST = 3;
  private static final int SHORTEST_MILLIS = 500;
  private static final int LONGEST_MILLIS = 3_000;

  private final Stage stage;
  private final SaccadeProgram program;
  private final Path folder;
  private final Random random;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<CompletableFuture<SaccadeProcessor>> present = new ArrayDeque<>();
  private final Deque<CompletableFuture<Void>> leaving = new ArrayDeque<>();
  private final long began = System.nanoTime();
  private long next = began;
  private int joined;
  private int left;

  Visitors(Stage stage, SaccadeProgram program, Path folder, long seed) {
    this.stage = stage;
    this.program = program;
    this.folder = folder;
    this.random = new Random(seed);
  }

  int joined() {
    return joined;
  }

  int left() {
    return left;
  }

  /** Does what is due; says whether it has gone on for so long. */
  boolean isOver(Duration storm) {
    long now = System.nanoTime();
    if (now >= next) {
      next = now + Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS)).toNanos();
      if (present.isEmpty() || (present.size() < MOST && random.nextBoolean())) {
        join();
      } else {
        leave();
      }
    }
    return now - began > storm.toNanos();
  }

  /** All of them leave. */
  @Override
  public void close() {
    while (!present.isEmpty()) {
      leave();
    }
    for (CompletableFuture<Void> gone : leaving) {
      gone.join();
    }
    threads.shutdown();
  }

  private void join() {
    String client = stage.name() + "-visitor-" + joined++;
    present.add(CompletableFuture.supplyAsync(() -> start(client), threads));
  }

  /** The one that has been there for longest leaves, as soon as it has come at all. */
  private void leave() {
    left++;
    leaving.add(present.remove().thenAcceptAsync(SaccadeProcessor::close, threads));
  }

  private SaccadeProcessor start(String client) {
    try {
      Path own = Files.createDirectories(folder.resolve(client));
      Path config = program.configure(stage, client, own);
      return SaccadeProcessor.start(ProcessorSettings.load(config, Map.of(), Map.of()));
    } catch (Exception e) {
      throw new AssertionError(client + " did not start", e);
    }
  }
}
