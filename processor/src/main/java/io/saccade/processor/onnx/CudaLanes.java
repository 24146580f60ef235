package io.saccade.processor.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Loads a model on GPUs: for each lane of the plan a session for each bucket. */
final class CudaLanes {

  /** Of what is free: the rest is for a version that is loaded beside this one, and for others. */
  private static final double DEFAULT_SHARE = 0.4;

  /** Without it, operators without a kernel run on the CPU and nobody is told. */
  private static final Map<String, String> NO_FALLBACK =
      Map.of("session.disable_cpu_ep_fallback", "1");

  private static final String FALLS_BACK = "assigned to the default CPU EP";

  private final OrtEnvironment environment;
  private final Placement placement;
  private final GpuSettings settings;
  private final NativeHandles handles;

  CudaLanes(
      OrtEnvironment environment,
      Placement placement,
      GpuSettings settings,
      NativeHandles handles) {
    this.environment = environment;
    this.placement = placement;
    this.settings = settings;
    this.handles = handles;
  }

  /** A lane, and the most bytes of the arena of each of its sessions. */
  private record Lane(int number, OptionalLong sessionMemory) {}

  /** The one shape that a session sees: its rows, and how the graph calls their dimension. */
  private record Shape(Optional<String> batch, int rows) {}

  /**
   * Makes the sessions, those of all lanes or none.
   *
   * @throws BundleRefusedException {@code MODEL_MEMORY} where the weights alone do not fit, {@code
   *     MODEL_DEVICE} where a GPU fails, {@code MODEL_FORMAT} where the model cannot be loaded
   */
  OnnxModel.Loaded load(Bundle bundle, LanePlan plan) throws BundleRefusedException {
    OptionalLong memory = sessionMemory(bundle, plan, budget());
    List<LaneSessions> lanes = new ArrayList<>();
    boolean whole = true;
    boolean complete = false;
    try {
      for (int lane = 0; lane < plan.lanes(); lane++) {
        List<OrtSession> sessions = new ArrayList<>();
        whole &= byBucket(bundle, new Lane(lane, memory), plan.buckets(), sessions);
        lanes.add(LaneSessions.cuda(placement.device(lane), lane, sessions, handles));
      }
      complete = true;
    } finally {
      if (!complete) {
        lanes.forEach(LaneSessions::close);
      }
    }
    String where =
        placement.describe() + (whole ? "" : ", with operators that CUDA lacks on the CPU");
    return new OnnxModel.Loaded(lanes, where);
  }

  /**
   * What one session may use: the budget of a GPU, shared by its sessions.
   *
   * @throws BundleRefusedException {@code MODEL_MEMORY} if that is less than the weights
   */
  OptionalLong sessionMemory(Bundle bundle, LanePlan plan, OptionalLong budget)
      throws BundleRefusedException {
    if (budget.isEmpty()) {
      return budget;
    }
    int lanesOfGpu = (plan.lanes() + placement.devices() - 1) / placement.devices();
    int sessions = lanesOfGpu * plan.buckets().sizes().size();
    long each = budget.getAsLong() / sessions;
    long weights = bundle.model().length;
    if (each < weights) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_MEMORY,
          ("gpu.memory is %d bytes, which %d sessions share (one a lane and bucket), but the weights"
                  + " alone take %d bytes in each; raise gpu.memory, or lower batch.size or lanes")
              .formatted(budget.getAsLong(), sessions, weights));
    }
    return OptionalLong.of(each);
  }

  private OptionalLong budget() {
    if (settings.memory().isPresent()) {
      return settings.memory();
    }
    OptionalLong free =
        GpuMemory.leastFree(Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
    return free.isPresent()
        ? OptionalLong.of((long) (free.getAsLong() * DEFAULT_SHARE))
        : OptionalLong.empty();
  }

  /** Adds a lane's sessions; true if all that they do is done on the GPU. */
  private boolean byBucket(Bundle bundle, Lane lane, Buckets buckets, List<OrtSession> sessions)
      throws BundleRefusedException {
    boolean whole = true;
    boolean complete = false;
    try {
      Optional<String> batch = BatchDimension.nameOf(bundle.model());
      for (int rows : buckets.sizes()) {
        OrtSession session;
        try {
          session = session(bundle, lane, new Shape(batch, rows), NO_FALLBACK);
        } catch (OrtException e) {
          if (!OrtFailure.text(e).contains(FALLS_BACK)) {
            throw e;
          }
          whole = false;
          session = session(bundle, lane, new Shape(batch, rows), Map.of());
        }
        sessions.add(session);
        SessionShapes.check(session, bundle.manifest(), rows);
      }
      complete = true;
      return whole;
    } catch (OrtException e) {
      throw OrtFailure.ofLoad(e, placement.device(lane.number()));
    } finally {
      if (!complete) {
        sessions.forEach(OnnxRuntime::close);
      }
    }
  }

  private OrtSession session(Bundle bundle, Lane lane, Shape shape, Map<String, String> entries)
      throws OrtException {
    try (OrtSession.SessionOptions options = OnnxRuntime.options(1)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        options.addConfigEntry(entry.getKey(), entry.getValue());
      }
      if (shape.batch().isPresent()) {
        // What follows from the shape is then computed once, here, and needs no CPU later.
        options.setSymbolicDimensionValue(shape.batch().get(), shape.rows());
      }
      CudaProbe.add(
          options, placement.gpu(lane.number()), CudaOptions.of(settings, lane.sessionMemory()));
      return environment.createSession(bundle.model(), options);
    }
  }
}
