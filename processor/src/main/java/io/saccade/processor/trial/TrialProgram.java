package io.saccade.processor.trial;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.FileTree;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that tries a version: reads from its standard input what is to be tried, loads and
 * runs it as it would be served, and says on its standard output what came of it. Whether the
 * answers are right is for others to see: this one is to come to whatever harm there is. It ends as
 * soon as its standard input does, which is to say, with its parent.
 */
public final class TrialProgram {

  /** What Java itself comes to take meanwhile, which is none of the model's. */
  private static final long ASIDE = 64L << 20;

  private static final int ORPHANED = 4;

  private final TrialOrder order;
  private final PrintStream said;

  private TrialProgram(TrialOrder order, PrintStream said) {
    this.order = order;
    this.said = said;
  }

  /** Tries what the standard input holds. */
  public static void main(String[] args) {
    PrintStream said =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    volunteer();
    try {
      said.println(end(said));
      said.flush();
    } catch (IOException e) {
      orphaned();
    }
    // What native libraries do at the end of a process is of no interest, and some crash over it.
    Runtime.getRuntime().halt(0);
  }

  /** Whoever has to go where memory is short: let it be this one. */
  private static void volunteer() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
    } catch (IOException e) {
      // Then the system chooses, and the parent watches all the same.
    }
  }

  private static Said end(PrintStream said) throws IOException {
    try {
      TrialOrder order = TrialOrder.read(new DataInputStream(new BufferedInputStream(System.in)));
      endWithParent();
      OnnxRuntime runtime = new OnnxRuntime(new NativeHandles(), order.placement(), order.gpu());
      // Its libraries: where they cannot be had, it is not for the model.
      String unused = runtime.version();
      return new TrialProgram(order, said).run(runtime);
    } catch (BundleRefusedException e) {
      return new Said.Refused(e.code(), String.valueOf(e.getMessage()));
    } catch (ModelFailedException e) {
      return refused(e.code(), String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return refused(RefusalCode.MODEL_MEMORY, "its trial ran out of memory: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return refused(RefusalCode.MODEL_FORMAT, "the model cannot be tried: " + e);
    }
  }

  /** Through the exception, which makes any text fit for a line. */
  private static Said refused(RefusalCode code, String message) {
    String line = new BundleRefusedException(code, message).getMessage();
    return new Said.Refused(code, String.valueOf(line));
  }

  private Said run(OnnxRuntime runtime) throws BundleRefusedException, ModelFailedException {
    long before = Resident.here();
    said.println(Said.Step.LOADS);
    Model model = runtime.load(order.bundle(), order.plan());
    long loaded = Resident.here();
    BatchTensors tensors = model.newBatch();
    for (byte[] golden : order.tensors()) {
      tensors.input(0).put(golden);
      run(tensors, 1);
    }
    for (int size : model.plan().buckets().sizes()) {
      run(tensors, size);
    }
    // The first run of a size plans its memory, the next one goes by that plan.
    run(tensors, model.plan().buckets().largest());
    // ONNX Runtime keeps what a run took for the next one, so it is still there.
    long grown = Resident.here() - loaded - ASIDE;
    tensors.close();
    model.close();
    return new Said.Passed(
        Math.max(0, loaded - before),
        Math.max(0, grown),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  private void run(BatchTensors tensors, int count) throws ModelFailedException {
    said.println(Said.Step.RUNS);
    tensors.run(0, 0, count);
  }

  /** The parent holds the other end open as long as it lives, and writes nothing more. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Whatever it was, it was not the end.
                }
              } catch (IOException e) {
                // A broken pipe is an end as well.
              }
              orphaned();
            },
            "saccade-parent");
    watch.setDaemon(true);
    watch.start();
  }

  /** Leaves nothing, since there is nobody left who would tidy up. */
  private static void orphaned() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      if (String.valueOf(folder.getFileName()).startsWith(TrialProcess.FOLDER)) {
        FileTree.delete(folder);
      }
    } catch (IOException e) {
      // Whoever clears temporary folders comes upon it.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
