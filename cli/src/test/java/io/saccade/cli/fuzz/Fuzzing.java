package io.saccade.cli.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.saccade.model.SharedData;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * Jazzer at work on one target, in a process of its own, which a crash of native code ends as well
 * as a finding does. What it comes upon is kept in the target's folder and taken up again next
 * time.
 */
final class Fuzzing implements AutoCloseable {

  private static final Path LIB = Path.of("target", "lib").toAbsolutePath();
  private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();
  private static final Pattern RUNS = Pattern.compile("number_of_executed_units: (\\d+)");
  private static final Pattern EDGES = Pattern.compile("cov: (\\d+) ");

  /** What is over before the compiler that optimizes has paid. */
  private static final Duration SHORT = Duration.ofMinutes(1);

  private static final int MOST_SEED_BYTES = 64 << 10;

  /**
   * What came of it.
   *
   * @param found whether something was found: an exception, a crash, a hang, too much memory
   * @param runs how often bytes were read
   * @param edges how many branches of the code were reached
   * @param output all that Jazzer said
   */
  record Outcome(boolean found, long runs, long edges, String output) {

    @Override
    public String toString() {
      return "found=%s runs=%d edges=%d".formatted(found, runs, edges);
    }
  }

  private final Process process;
  private final Path output;

  private Fuzzing(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param folder where inputs, findings and the output are kept
   * @param seed of the dice
   */
  static Fuzzing start(Targets target, Path folder, Duration time, long seed) throws Exception {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path seeds = seeds(target, folder.resolve("seeds"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading", "-Xss2m"));
    if (time.compareTo(SHORT) < 0) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-cp", classPath(), "com.code_intelligence.jazzer.Jazzer"));
    command.add("--target_class=" + Fuzzed.class.getName());
    command.add("--target_args=" + target.name());
    command.add("--instrumentation_includes=io.saccade.**");
    command.add("--custom_hook_includes=io.saccade.**");
    // Records are read behind a registry on this machine, which is no request that was forged.
    command.add(
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery");
    command.add("--reproducer_path=" + folder);
    command.add("-artifact_prefix=" + folder + File.separator);
    command.add("-max_total_time=" + time.toSeconds());
    command.add("-seed=" + seed);
    command.addAll(List.of("-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"));
    command.addAll(List.of("-max_len=" + MOST_SEED_BYTES, corpus.toString(), seeds.toString()));
    Path output = folder.resolve("output.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(Map.of("OPENCV_LOG_LEVEL", "SILENT"));
    return new Fuzzing(builder.start(), output);
  }

  private static String classPath() throws URISyntaxException {
    List<String> places = new ArrayList<>();
    places.add(LIB + File.separator + "*");
    places.add(TESTS.toString());
    for (Class<?> one : List.of(Jazzer.class, FuzzedDataProvider.class)) {
      places.add(
          Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, places);
  }

  /** What the target has to begin with, and what lies beside the repository where it does. */
  private static Path seeds(Targets target, Path folder) throws Exception {
    Files.createDirectories(folder);
    FuzzTarget opened = target.open();
    for (Map.Entry<String, byte[]> seed : opened.seeds().entrySet()) {
      Files.write(folder.resolve(seed.getKey()), seed.getValue());
    }
    for (Path file : shared(opened.corpus())) {
      if (Files.size(file) <= MOST_SEED_BYTES) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(folder.resolve(Integer.toHexString(Arrays.hashCode(bytes))), bytes);
      }
    }
    return folder;
  }

  private static List<Path> shared(String corpus) {
    if (corpus.isEmpty()) {
      return List.of();
    }
    try {
      return SharedData.filesUnder(corpus);
    } catch (TestAbortedException e) {
      System.out.println("fuzzing with seeds of our own alone: " + e.getMessage());
      return List.of();
    }
  }

  /** Waits until it has ended by itself. */
  Outcome await(Duration deadline) throws IOException, InterruptedException {
    if (!process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still fuzzing after " + deadline + ":\n" + said());
    }
    String said = said();
    return new Outcome(process.exitValue() != 0, last(RUNS, said), last(EDGES, said), said);
  }

  private String said() throws IOException {
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }

  private static long last(Pattern pattern, String text) {
    long last = 0;
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      last = Long.parseLong(matcher.group(1));
    }
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
