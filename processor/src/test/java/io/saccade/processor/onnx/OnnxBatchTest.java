package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.ThreadMXBean;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches on the CPU, and on lanes as a GPU has them, with sessions of the CPU inside. */
final class OnnxBatchTest {

  private static final int ROWS = 8;

  private final NativeHandles handles = new NativeHandles();
  private final Bundle bundle = ColorModel.bundle("1");
  private final int classes = bundle.manifest().output().classes();
  private final LanePlan plan =
      new LanePlan(2, 1, 2, new Buckets(List.of(1, 4, ROWS)), Duration.ZERO);

  @AfterEach
  void leavesNothingOpen() {
    assertThat(handles.open()).isZero();
  }

  private Model likeOnGpus() throws BundleRefusedException, OrtException {
    List<LaneSessions> lanes = new ArrayList<>();
    for (int lane = 0; lane < plan.lanes(); lane++) {
      List<OrtSession> sessions = new ArrayList<>();
      for (int size : plan.buckets().sizes()) {
        try (OrtSession.SessionOptions options = OnnxRuntime.options(1)) {
          options.setSymbolicDimensionValue("batch", size);
          sessions.add(OnnxRuntime.environment().createSession(bundle.model(), options));
          SessionShapes.check(sessions.get(sessions.size() - 1), bundle.manifest(), size);
        }
      }
      lanes.add(LaneSessions.cuda("cuda:" + lane, lane, sessions, handles));
    }
    OnnxModel.Loaded loaded = new OnnxModel.Loaded(lanes, "cuda:0, cuda:1");
    return new OnnxModel(bundle.manifest(), plan, loaded, handles, new RowMemory());
  }

  private static void fill(BatchTensors tensors) {
    Random random = new Random(5);
    for (int row = 0; row < tensors.capacity(); row++) {
      FloatBuffer values = tensors.input(row).asFloatBuffer();
      while (values.hasRemaining()) {
        values.put(random.nextFloat() * 2 - 1);
      }
    }
  }

  private float[] row(BatchTensors tensors, int row) {
    float[] scores = new float[classes];
    tensors.output(row, scores);
    return scores;
  }

  /** What a session of its own says of each row alone. */
  private List<float[]> alone() throws Exception {
    List<float[]> expected = new ArrayList<>();
    try (Model model = new OnnxRuntime(handles).load(bundle, plan);
        BatchTensors all = model.newBatch();
        BatchTensors one = model.newBatch()) {
      fill(all);
      for (int row = 0; row < ROWS; row++) {
        one.input(0).put(all.input(row));
        one.run(0, 0, 1);
        expected.add(row(one, 0));
      }
    }
    return expected;
  }

  private void expectSame(Model model) throws Exception {
    List<float[]> expected = alone();
    try (BatchTensors tensors = model.newBatch()) {
      fill(tensors);
      for (int lane = 0; lane < plan.lanes(); lane++) {
        for (int from = 0; from < ROWS; from++) {
          for (int count = 1; count <= ROWS - from; count++) {
            tensors.run(lane, from, count);
            for (int row = from; row < from + count; row++) {
              assertThat(row(tensors, row)).containsExactly(expected.get(row));
            }
          }
        }
      }
    }
  }

  @Test
  void givesEachRowTheSameBitsWhateverIsRunWithIt() throws Exception {
    try (Model model = new OnnxRuntime(handles).load(bundle, plan)) {
      expectSame(model);
    }
  }

  @Test
  void givesTheSameBitsOnLanesWithSessionsOfTheirOwn() throws Exception {
    try (Model model = likeOnGpus()) {
      expectSame(model);
      assertThat(model.ownLanes()).isEqualTo(2);
      assertThat(model.device(1)).isEqualTo("cuda:1");
    }
  }

  @Test
  void runsAModelThatComputesInHalfPrecision() throws Exception {
    List<float[]> expected = alone();
    try (Model model = new OnnxRuntime(handles).load(HalfPrecision.colors(), plan);
        BatchTensors tensors = model.newBatch()) {
      fill(tensors);
      tensors.run(0, 0, ROWS);
      for (int row = 0; row < ROWS; row++) {
        assertThat(row(tensors, row)).containsExactly(expected.get(row), within(0.05f));
      }
    }
  }

  @Test
  void callsTheSessionsOfALaneFromOneThreadWhoeverAsks() throws Exception {
    try (Model model = likeOnGpus();
        BatchTensors tensors = model.newBatch()) {
      fill(tensors);
      for (int caller = 0; caller < 3; caller++) {
        Thread thread = new Thread(() -> assertThat(runs(tensors)).isTrue());
        thread.start();
        thread.join();
      }
      Set<String> laneThreads =
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.startsWith("saccade-cuda-"))
              .collect(Collectors.toSet());
      assertThat(laneThreads).containsExactly("saccade-cuda-0-lane-0");
    }
  }

  private static boolean runs(BatchTensors tensors) {
    try {
      tensors.run(0, 0, ROWS);
      return true;
    } catch (ModelFailedException e) {
      return false;
    }
  }

  @Test
  void allocatesNoMoreForALargeBatchThanForASmallOne() throws Exception {
    try (Model model = new OnnxRuntime(handles).load(bundle, plan);
        BatchTensors tensors = model.newBatch()) {
      fill(tensors);
      long small = allocatedBy(tensors, 1);
      long large = allocatedBy(tensors, ROWS);
      System.out.printf("a run allocates %d bytes of 1 image, %d of %d%n", small, large, ROWS);
      assertThat(large).isLessThanOrEqualTo(small + 64).isLessThan(4096);
    }
  }

  /** Bytes of heap a run, in the mean of many. */
  private static long allocatedBy(BatchTensors tensors, int count) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int runs = 200;
    long before = 0;
    for (int run = -runs; run < runs; run++) {
      if (run == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      tensors.run(0, 0, count);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / runs;
  }
}
