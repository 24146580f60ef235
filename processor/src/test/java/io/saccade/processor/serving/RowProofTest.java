package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.onnx.OnnxRuntime;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class RowProofTest {

  private static final LanePlan PLAN = LanePlan.cpu(1, 4).withBuckets(Buckets.only(4));

  private final NativeHandles handles = new NativeHandles();
  private final Bundle bundle = ColorModel.bundle("1");

  private LoadedModel loaded(Model model) throws ModelFailedException {
    Preprocessor preprocessor =
        new Preprocessor(
            ColorModel.preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(1 << 20),
            handles);
    return new LoadedModel(bundle, model, preprocessor, 2);
  }

  /** Adds to every output what stands first in another row, as a scale of the whole batch would. */
  private record Mixing(BatchTensors tensors, int other) implements BatchTensors {

    @Override
    public int capacity() {
      return tensors.capacity();
    }

    @Override
    public ByteBuffer input(int row) {
      return tensors.input(row);
    }

    @Override
    public void run(int lane, int from, int count) throws ModelFailedException {
      tensors.run(lane, from, count);
    }

    @Override
    public void output(int row, float[] target) {
      tensors.output(row, target);
      target[0] += tensors.input(other).getFloat();
    }

    @Override
    public void close() {
      tensors.close();
    }
  }

  private record MixingModel(Model model, int other) implements Model {

    @Override
    public BatchTensors newBatch() throws ModelFailedException {
      return new Mixing(model.newBatch(), other);
    }

    @Override
    public LanePlan plan() {
      return model.plan();
    }

    @Override
    public String device(int lane) {
      return model.device(lane);
    }

    @Override
    public int ownLanes() {
      return model.ownLanes();
    }

    @Override
    public String where() {
      return model.where();
    }

    @Override
    public void close() {
      model.close();
    }
  }

  @Test
  void admitsAModelThatLooksAtEachImageByItself() throws Exception {
    try (LoadedModel model = loaded(new OnnxRuntime(handles).load(bundle, PLAN))) {
      RowProof.require(model);
    }
    assertThat(handles.open()).isZero();
  }

  @Test
  void refusesAModelThatMixesItsRows() throws Exception {
    for (int other = 0; other < 4; other++) {
      Model mixing = new MixingModel(new OnnxRuntime(handles).load(bundle, PLAN), other);
      try (LoadedModel model = loaded(mixing)) {
        BundleRefusedException refused =
            catchThrowableOfType(BundleRefusedException.class, () -> RowProof.require(model));
        assertThat(refused.code()).isEqualTo(RefusalCode.MODEL_OPERATORS);
        assertThat(refused).hasMessageContaining("batch.size to 1");
      }
    }
    assertThat(handles.open()).isZero();
  }
}
