package io.saccade.trainer.child;

import io.saccade.trainer.progress.EventLine;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.LearningPlan;
import io.saccade.trainer.run.TrainingFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A training in a child process. It is started by an argument file, because ONNX Runtime has
 * crashed on long command lines; and with variables in its environment that libraries read once, as
 * they are loaded. For one thread.
 */
public final class ChildProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final TrainingFolder folder;
  private final Process process;

  private ChildProcess(TrainingFolder folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts the training that was begun in the folder.
   *
   * @param java options of the child's Java, such as the size of its heap: half of the memory
   *     unless they say otherwise
   */
  public static ChildProcess start(TrainingFolder folder, LearningPlan plan, List<String> java)
      throws IOException {
    Path arguments = folder.path().resolve("arguments");
    Files.write(arguments, arguments(folder, plan, java));
    Path program = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "@" + arguments)
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    Map<String, String> environment = builder.environment();
    // OpenMP's threads wait in a busy loop for one another. Where something else runs as well, they
    // would do little but that; where nothing does, waking them takes a fifth of the time.
    environment.put("GOMP_SPINCOUNT", "5000");
    environment.put("OMP_NUM_THREADS", String.valueOf(plan.threads()));
    // glibc gives threads heaps of their own, which large tensors leave in pieces: a fifth more
    // memory.
    environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
    environment.putIfAbsent("OPENCV_IO_MAX_IMAGE_PIXELS", "50000000");
    environment.putIfAbsent("OPENCV_LOG_LEVEL", "SILENT");
    return new ChildProcess(folder, builder.start());
  }

  private static List<String> arguments(
      TrainingFolder folder, LearningPlan plan, List<String> java) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-cp");
    arguments.add(quoted(System.getProperty("java.class.path")));
    arguments.add("-XX:MaxRAMPercentage=50");
    arguments.addAll(java);
    arguments.add("-XX:+ExitOnOutOfMemoryError");
    arguments.add(quoted("-XX:ErrorFile=" + folder.path().resolve("crash.log")));
    // It counts the tensors' memory too, and would refuse more than the heap's size of it.
    arguments.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    arguments.add("-Dorg.bytedeco.javacpp.maxbytes=0");
    arguments.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + plan.threads());
    String natives = System.getProperty("onnxruntime.native.path");
    if (natives != null) {
      arguments.add(quoted("-Donnxruntime.native.path=" + natives));
    }
    arguments.add(Main.class.getName());
    arguments.add(quoted(folder.path().toString()));
    return arguments;
  }

  /** As an argument file wants it. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The child's process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits for the end and passes on what the child tells, on a thread of its own.
   *
   * @return where bundle, report and predictions lie, in the training's folder
   * @throws TrainingFailedException with the child's own last words, or what its end means
   */
  public TrainingEvent.Finished await(Progress progress)
      throws InterruptedException, TrainingFailedException {
    AtomicReference<@Nullable TrainingEvent> last = new AtomicReference<>();
    CompletableFuture<@Nullable Void> read =
        CompletableFuture.runAsync(() -> read(progress, last), ChildProcess::startThread);
    int code = process.waitFor();
    read.join();
    TrainingEvent end = last.get();
    if (end instanceof TrainingEvent.Finished finished) {
      return finished;
    }
    throw new TrainingFailedException(
        end instanceof TrainingEvent.Failed failed
            ? failed
            : LastWords.of(code, folder.log()).event());
  }

  private void read(Progress progress, AtomicReference<@Nullable TrainingEvent> last) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        TrainingEvent event = EventLine.read(line).orElse(null);
        if (event instanceof TrainingEvent.Finished || event instanceof TrainingEvent.Failed) {
          last.set(event);
        } else if (event != null) {
          progress.tell(event);
        }
      }
    } catch (IOException gone) {
      // The end of the process says what there is to be said.
    }
  }

  private static void startThread(Runnable work) {
    Thread thread = new Thread(work, "saccade-training-events");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the child if it still runs; what it has done so far is kept. */
  @Override
  public void close() {
    // Not by the process itself, which would close the stream that its last words come through.
    boolean unused = process.toHandle().destroy();
    boolean interrupted = false;
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        boolean unusedToo = process.toHandle().destroyForcibly();
        process.onExit().join();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      boolean unusedToo = process.toHandle().destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
