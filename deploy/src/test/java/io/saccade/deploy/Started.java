package io.saccade.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process whose output can be waited on, line by line. Closing it ends it at once. */
final class Started implements AutoCloseable {

  private final Process process;
  private final Thread endWithUs;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private Started(Process process) {
    this.process = process;
    // A test run that is broken off leaves nothing behind.
    this.endWithUs = new Thread(process::destroyForcibly, "end-of-" + process.pid());
    Runtime.getRuntime().addShutdownHook(endWithUs);
    this.reader = new Thread(this::read, "output-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  static Started start(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Started(builder.start());
  }

  /** What the pattern's group holds in the first line that it is found in. */
  String awaitLine(String regex, Duration deadline) throws InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (lines) {
      for (int next = 0; ; next++) {
        while (next >= lines.size()) {
          long left = end - System.nanoTime();
          if (ended || left <= 0) {
            throw new AssertionError("no line like /" + regex + "/; the output was:\n" + output());
          }
          TimeUnit.NANOSECONDS.timedWait(lines, left);
        }
        Matcher matcher = pattern.matcher(lines.get(next));
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
    }
  }

  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** Asks it to end, as {@code kill} does, without closing the streams of its last words. */
  void terminate() {
    boolean unused = process.toHandle().destroy();
  }

  /** Waits until it has ended and all its output is read; returns its exit code. */
  int awaitExit(Duration deadline) throws InterruptedException {
    if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError("still running; the output was:\n" + output());
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(endWithUs);
    boolean unused = process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      synchronized (lines) {
        ended = true;
        lines.notifyAll();
      }
    }
  }
}
