package io.saccade.trainer.tune;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.tensor.TorchBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/** A training in a process of its own: it can be killed, and nothing else uses its memory. */
final class Trainee implements AutoCloseable {

  /** An epoch is of ten steps, and a checkpoint, which waits for the disk, is due at its end. */
  private static final int PAUSE = 20;

  private final Process process;
  private final BufferedReader out;

  private Trainee(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The training that the tests know, from its checkpoint in the folder where there is one. */
  static TuneFit train(Path folder, int epochs, Progress progress) throws Exception {
    TorchBackend backend = new TorchBackend();
    backend.threads(1);
    Graph graph = Drawn.network(1);
    TuneTask task =
        new TuneTask(
            graph,
            FreezePlan.scratch(graph),
            Drawn.tensors(),
            Drawn.images(20, 1),
            Drawn.validation(graph, Drawn.images(5, 99)));
    TunePlan plan = new Plans().epochs(epochs).batch(8).softened().plan();
    return new FineTuning(backend, task, plan, new Checkpoint(folder, 3, ""), RuntimeFront::none)
        .run(progress);
  }

  /** Starts {@link #main} with a heap that is all in memory from the beginning. */
  static Trainee start(Path folder, int epochs, int haltAt) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                Trainee.class.getName(),
                folder.toString(),
                String.valueOf(epochs),
                String.valueOf(haltAt)));
    String own = System.getProperty("java.class.path");
    // In the environment, because a long command line is a trap of its own.
    builder.environment().put("CLASSPATH", System.getProperty("surefire.test.class.path", own));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Trainee(builder.start());
  }

  /** Prints a line every so many steps and where it halts, which is for good. */
  public static void main(String[] arguments) throws Exception {
    int haltAt = Integer.parseInt(arguments[2]);
    int[] steps = new int[1];
    Progress progress =
        event -> {
          if (event instanceof TrainingEvent.Step) {
            steps[0]++;
            if (steps[0] % PAUSE == 0 || steps[0] == haltAt) {
              tell(steps[0]);
            }
            if (steps[0] == haltAt) {
              waitForever();
            }
          }
        };
    train(Path.of(arguments[0]), Integer.parseInt(arguments[1]), progress);
  }

  private static void tell(int step) {
    System.gc();
    System.out.printf("step %d %d %d%n", step, Pointer.totalCount(), residentKibibytes());
  }

  private static void waitForever() {
    try {
      System.in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long residentKibibytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The next line that it prints; empty at its end. */
  String line() throws IOException {
    String line = out.readLine();
    return line == null ? "" : line;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    out.close();
  }
}
