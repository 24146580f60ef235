package io.saccade.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One command of Saccade in a process of its own, started from the built {@code target/lib} as the
 * launcher starts it. Its output (both streams) goes to a file and can be waited on line by line.
 * Closing it ends the process, if need be at once. Thread-safe.
 */
public final class CliProcess implements AutoCloseable {

  private static final Path LIB = Path.of("target", "lib").toAbsolutePath();
  private static final Path ARCHIVE = LIB.resolveSibling("lib.jsa");
  private static final Path NATIVE =
      Path.of("..", "processor", "target", "native-lib", "ai", "onnxruntime", "native");
  private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();

  /** A process that lives for seconds is done sooner without the compiler that optimizes. */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();
  private final Thread endWithUs;
  private boolean ended;

  private CliProcess(Process process, Path output) {
    this.process = process;
    // A test run that is broken off leaves nothing behind.
    this.endWithUs = new Thread(process::destroyForcibly, "end-of-" + process.pid());
    Runtime.getRuntime().addShutdownHook(endWithUs);
    Thread reader = new Thread(() -> read(output), "output-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a command with a heap of its own size. */
  public static CliProcess start(Path output, String... args) throws IOException {
    return start(output, List.of("-Xmx768m"), Map.of(), List.of(args));
  }

  /**
   * Starts a command.
   *
   * @param output the file that its output is kept in
   * @param jvm options of the JVM; where none of them begins with {@code -XX:}, it starts fast
   * @param environment variables on top of ours
   */
  public static CliProcess start(
      Path output, List<String> jvm, Map<String, String> environment, List<String> args)
      throws IOException {
    return startMain(output, jvm, environment, Main.class.getName(), args);
  }

  /**
   * Starts a command by way of another that ends in becoming it.
   *
   * @param entrance what stands before {@code java} on the command line
   */
  public static CliProcess startIn(
      List<String> entrance,
      Path output,
      List<String> jvm,
      Map<String, String> environment,
      List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>(entrance);
    command.addAll(java(jvm, Main.class.getName()));
    command.addAll(args);
    return start(output, environment, command);
  }

  /** Starts another class than {@link Main}, of the tests, with the same libraries. */
  public static CliProcess startMain(
      Path output,
      List<String> jvm,
      Map<String, String> environment,
      String main,
      List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>(java(jvm, main));
    command.addAll(args);
    return start(output, environment, command);
  }

  private static CliProcess start(
      Path output, Map<String, String> environment, List<String> command) throws IOException {
    // What libraries unpack is left behind by a process that is killed: it goes with the test.
    Path temporary = Files.createDirectories(output.resolveSibling("unpacked"));
    command.add(command.indexOf("-cp"), "-Djava.io.tmpdir=" + temporary);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new CliProcess(builder.start(), output);
  }

  private static List<String> java(List<String> jvm, String main) throws IOException {
    if (!Files.isDirectory(LIB)) {
      throw new IOException("the command line is not built: " + LIB + " is missing");
    }
    String classPath =
        main.equals(Main.class.getName()) ? LIB + "/*" : LIB + "/*" + File.pathSeparator + TESTS;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (jvm.stream().noneMatch(option -> option.startsWith("-XX:"))) {
      command.addAll(QUICK);
    }
    command.addAll(jvm);
    // A test that says how classes are shared has its way.
    if (Files.exists(ARCHIVE) && jvm.stream().noneMatch(flag -> flag.startsWith("-Xshare:"))) {
      command.addAll(
          List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    }
    unpacked().ifPresent(folder -> command.add("-Donnxruntime.native.path=" + folder));
    command.addAll(List.of("-cp", classPath, main));
    return command;
  }

  /** The libraries of ONNX Runtime, of this platform alone, as the build has unpacked them. */
  private static Optional<Path> unpacked() throws IOException {
    if (!Files.isDirectory(NATIVE)) {
      return Optional.empty();
    }
    try (Stream<Path> platforms = Files.list(NATIVE.toRealPath())) {
      return platforms.findAny();
    }
  }

  /** The first line that the pattern is found in, waited for until the deadline is over. */
  public MatchResult awaitLine(String regex, Duration deadline) throws InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (lines) {
      for (int next = 0; ; next++) {
        while (next >= lines.size()) {
          long left = end - System.nanoTime();
          if (ended || left <= 0) {
            throw new AssertionError(
                "no line like /%s/ %s; the output was:%n%s"
                    .formatted(regex, ended ? "before the end" : "in time", output()));
          }
          TimeUnit.NANOSECONDS.timedWait(lines, left);
        }
        Matcher matcher = pattern.matcher(lines.get(next));
        if (matcher.find()) {
          return matcher.toMatchResult();
        }
      }
    }
  }

  /** All that it has printed so far. */
  public String output() {
    synchronized (lines) {
      return String.join(System.lineSeparator(), lines);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it at once, as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    boolean unused = process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end, as {@code kill} does. */
  public void terminate() {
    // Not by the process itself, which would close the streams that its last words come through.
    boolean unused = process.toHandle().destroy();
  }

  /** Sends it a signal by name: INT, STOP, CONT. */
  public void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + pid() + " ended with " + code);
    }
  }

  /** Waits until it has ended and all its output is read; returns its exit code. */
  public int awaitExit(Duration deadline) throws InterruptedException {
    if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError(
          "still running after " + deadline + "; the output was:\n" + output());
    }
    drained.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(endWithUs);
    kill();
    drained.join();
  }

  private void read(Path output) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter file = Files.newBufferedWriter(output)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        file.write(line);
        file.newLine();
        file.flush();
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
      drained.complete(null);
    }
  }
}
