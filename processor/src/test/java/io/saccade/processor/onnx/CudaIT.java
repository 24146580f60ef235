package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelGate;
import io.saccade.processor.serving.ModelLoader;
import io.saccade.processor.serving.Placement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Runs where a GPU answers, in a build with the profile {@code cuda}; skipped elsewhere. */
final class CudaIT {

  private final NativeHandles handles = new NativeHandles();

  @AfterEach
  void leavesNothingOpen() {
    assertThat(handles.open()).isZero();
  }

  private static Placement gpus(Bundle bundle) {
    try {
      return OnnxDevices.place(Device.CUDA, bundle);
    } catch (BundleRefusedException e) {
      System.out.println("CudaIT is skipped: " + e.getMessage());
      throw new TestAbortedException(String.valueOf(e.getMessage()));
    }
  }

  private ModelLoader on(Placement placement) {
    return new OnnxRuntime(handles, placement, GpuSettings.defaults());
  }

  private ModelGate gate(ModelLoader loader) {
    ImageGate images = new ImageGate(ImageLimits.defaults());
    return new ModelGate(loader, images, new DecodeBudget(64L << 20), handles);
  }

  /** The same rows on the CPU and on every lane, in every bucket. */
  private void expectSame(Bundle bundle, float tolerance) throws Exception {
    Placement placement = gpus(bundle);
    LanePlan plan = placement.defaultPlan(4);
    try (Model cpu = new OnnxRuntime(handles).load(bundle, plan);
        Model gpu = on(placement).load(bundle, plan);
        BatchTensors expected = cpu.newBatch();
        BatchTensors actual = gpu.newBatch()) {
      fill(expected, actual);
      float[] wanted = new float[bundle.labels().size()];
      float[] got = new float[bundle.labels().size()];
      expected.run(0, 0, expected.capacity());
      for (int lane = 0; lane < plan.lanes(); lane++) {
        assertThat(gpu.device(lane)).startsWith("cuda:");
        for (int size : plan.buckets().sizes()) {
          actual.run(lane, 0, size);
          for (int row = 0; row < size; row++) {
            expected.output(row, wanted);
            actual.output(row, got);
            for (int i = 0; i < got.length; i++) {
              assertThat(got[i]).isBetween(wanted[i] - tolerance, wanted[i] + tolerance);
            }
          }
        }
      }
    }
  }

  private static void fill(BatchTensors first, BatchTensors second) {
    Random random = new Random(3);
    for (int row = 0; row < first.capacity(); row++) {
      ByteBuffer one = first.input(row);
      ByteBuffer other = second.input(row);
      boolean bytes = one.remaining() == 64 * 64 * 3;
      while (one.hasRemaining()) {
        if (bytes) {
          byte value = (byte) random.nextInt();
          one.put(value);
          other.put(value);
        } else {
          float value = random.nextFloat() * 2 - 1;
          one.putFloat(value);
          other.putFloat(value);
        }
      }
    }
  }

  @Test
  void reproducesOnEveryGpuTheGoldenImagesThatTheCpuRecorded() throws Exception {
    Bundle plain = ColorModel.bundle("1");
    Placement placement = gpus(plain);
    byte[] image = new ShapeImages(1, 80, 80, ImageFormat.PNG).draw(0).encoded();
    Bundle bundle =
        plain.withGolden(
            gate(new OnnxRuntime(handles))
                .golden(plain, List.of(new ModelGate.Sample("one", image))));
    ModelGate.Admission admission = gate(on(placement)).admit(bundle, placement.defaultPlan(4), 3);
    try (LoadedModel model = admission.model()) {
      System.out.println(admission.report());
      assertThat(model.where()).startsWith("cuda:").doesNotContain("on the CPU");
    }
  }

  @Test
  void answersAsTheCpuDoes() throws Exception {
    expectSame(ColorModel.bundle("1"), 1e-4f);
  }

  @Test
  void answersNearlyAsTheCpuDoesInHalfPrecision() throws Exception {
    expectSame(HalfPrecision.colors(), 0.05f);
  }

  @Test
  void takesBytesWhereTheGraphNormalisesThem() throws Exception {
    expectSame(ColorModel.bundle("1").withEmbeddedNormalisation(), 1e-4f);
  }
}
