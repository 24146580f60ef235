package io.saccade.processor.trial;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleStream;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is to be tried: the very bytes that were hashed, and how they are to run. Written by one
 * process and read by another of the same jars.
 *
 * @param placement where it is to run: the CPU, or one GPU
 * @param plan how it is to run, in one lane: the others would be more of the same
 * @param tensors what golden images come to as the model's input
 */
record TrialOrder(
    Placement placement, GpuSettings gpu, LanePlan plan, Bundle bundle, List<byte[]> tensors) {

  private static final long NONE = -1;

  /** The order for a version that is to run by this plan. */
  static TrialOrder of(TrialSite site, LanePlan plan, Bundle bundle, List<byte[]> tensors) {
    List<Integer> gpus = site.placement().gpus();
    return new TrialOrder(
        placement(gpus.subList(0, Math.min(1, gpus.size()))),
        site.gpu(),
        plan(plan.threads(), plan.buckets()),
        bundle,
        tensors);
  }

  /** Bytes of all that a process keeps of it. */
  long bytes() {
    return bundle.sizes().values().stream().mapToLong(Long::longValue).sum()
        + tensors.stream().mapToLong(tensor -> tensor.length).sum();
  }

  void write(DataOutputStream out) throws IOException {
    write(out, placement.gpus());
    out.writeLong(gpu.memory().orElse(NONE));
    out.writeBoolean(gpu.tf32());
    out.writeInt(plan.threads());
    write(out, plan.buckets().sizes());
    BundleStream.write(bundle, out);
    out.writeInt(tensors.size());
    for (byte[] tensor : tensors) {
      out.writeInt(tensor.length);
      out.write(tensor);
    }
    out.flush();
  }

  static TrialOrder read(DataInputStream in) throws IOException, BundleRefusedException {
    Placement placement = placement(readNumbers(in));
    long memory = in.readLong();
    GpuSettings gpu =
        new GpuSettings(
            memory == NONE ? OptionalLong.empty() : OptionalLong.of(memory), in.readBoolean());
    int threads = in.readInt();
    LanePlan plan = plan(threads, new Buckets(readNumbers(in)));
    Bundle bundle = BundleStream.read(in);
    List<byte[]> tensors = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] tensor = new byte[in.readInt()];
      in.readFully(tensor);
      tensors.add(tensor);
    }
    return new TrialOrder(placement, gpu, plan, bundle, tensors);
  }

  private static Placement placement(List<Integer> gpus) {
    return new Placement(gpus, "of the trial");
  }

  private static LanePlan plan(int threads, Buckets buckets) {
    return new LanePlan(1, threads, 0, buckets, Duration.ZERO);
  }

  private static void write(DataOutputStream out, List<Integer> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static List<Integer> readNumbers(DataInputStream in) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      numbers.add(in.readInt());
    }
    return numbers;
  }
}
