package io.saccade.processor.trial;

import io.saccade.model.FileTree;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that tries a version, and whoever watches it. For one thread. */
final class TrialProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrialProcess.class);

  /** How the names of folders begin in which trials leave what they leave. */
  static final String FOLDER = "saccade-trial-";

  /** How often it is looked how much memory it holds. */
  private static final long LOOK_MILLIS = 20;

  /** From its last word until it is gone, where it goes by itself. */
  private static final long ENDING_SECONDS = 10;

  /** No line of ours is longer; what is, is cut. */
  private static final int LONGEST_LINE = 16 << 10;

  private final Path folder;
  private final Process process;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Said last;
  private volatile Said.@Nullable Step step;
  private volatile long stepBegan = System.nanoTime();
  private long largest;

  private TrialProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts a trial. The threads that feed and hear it come after others where the calling one does,
   * and so does the process.
   *
   * @param most bytes that it may hold, where there is a limit
   * @throws IOException if there is no such process
   */
  static TrialProcess start(TrialOrder order, long heap, OptionalLong most) throws IOException {
    Path folder = Files.createTempDirectory(FOLDER + ProcessHandle.current().pid() + "-");
    TrialProcess started = null;
    try {
      TrialCommand command = new TrialCommand(folder, heap, most, order.placement().onCpu());
      started = new TrialProcess(folder, command.builder(System.getenv()).start());
      TrialProcess trial = started;
      onThread("saccade-trial-order", () -> trial.feed(order));
      onThread("saccade-trial-said", trial::hear);
      return started;
    } finally {
      if (started == null) {
        FileTree.delete(folder);
      }
    }
  }

  /**
   * Waits for the end of the trial, and brings it about where it takes too long or too much.
   *
   * @throws InterruptedException if nobody wants to know any more
   */
  Ending await(Bounds bounds) throws InterruptedException {
    long started = System.nanoTime();
    long most = bounds.most().orElse(Long.MAX_VALUE);
    while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      largest = Math.max(largest, Resident.of(String.valueOf(process.pid())).orElse(0));
      if (largest > most) {
        return new Ending.TookTooMuch(largest);
      }
      if (System.nanoTime() - started > bounds.deadline().toNanos()) {
        return new Ending.TookTooLong();
      }
      if (step == Said.Step.RUNS && System.nanoTime() - stepBegan > bounds.longestRun().toNanos()) {
        return new Ending.RanTooLong();
      }
    }
    Said said = last;
    if (said instanceof Said.Passed passed) {
      return new Ending.Passed(passed.loaded(), passed.run(), passed.processor());
    }
    if (said instanceof Said.Refused refused) {
      return new Ending.Refused(refused.code(), refused.message());
    }
    boolean begun = step != null;
    if (said instanceof Said.Crashed crashed) {
      return new Ending.Died(crashed.number(), crashed.signal(), begun, largest);
    }
    return process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)
        ? Ending.Died.of(process.exitValue(), begun, largest)
        : new Ending.TookTooLong();
  }

  /** The most bytes that it was seen to hold. */
  long largest() {
    return largest;
  }

  /** Ends it if it still runs, and deletes what it has left. */
  @Override
  public void close() {
    boolean unused = process.toHandle().destroyForcibly();
    process.onExit().join();
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      LOG.warn("what a trial has left cannot be deleted folder={} reason=\"{}\"", folder, e + "");
    }
  }

  /** Hands over the order, and leaves the pipe open: its end is the end of this process. */
  private void feed(TrialOrder order) {
    try {
      order.write(new DataOutputStream(new BufferedOutputStream(process.getOutputStream())));
    } catch (IOException gone) {
      // It has ended, and how it did says why.
    }
  }

  private void hear() {
    try (InputStream in = process.getInputStream()) {
      StringBuilder line = new StringBuilder();
      byte[] some = new byte[4096];
      boolean ended = false;
      int read = in.read(some);
      while (read >= 0 && !ended) {
        // Our own lines are of ASCII but for what refusals quote, which is short.
        for (char letter : new String(some, 0, read, StandardCharsets.UTF_8).toCharArray()) {
          if (letter != '\n') {
            line.append(line.length() < LONGEST_LINE ? letter : "");
          } else if (!ended) {
            ended = heard(line.toString());
            line.setLength(0);
          }
        }
        read = ended ? -1 : in.read(some);
      }
    } catch (IOException gone) {
      // As above.
    } finally {
      over.countDown();
    }
  }

  /** Whether there is nothing more to be heard. */
  private boolean heard(String line) {
    Said said = Said.read(line).orElse(null);
    if (said instanceof Said.Step next) {
      stepBegan = System.nanoTime();
      step = next;
    } else if (said != null) {
      last = said;
      return true;
    }
    return false;
  }

  private static void onThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
