package io.saccade.bench.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageProperties;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.Scores;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lets a model see images many at a time, as the processor does under load. */
final class Batches {

  private Batches() {}

  /**
   * A row for each image as it came.
   *
   * @param most images of a batch; a model may take fewer
   * @throws BundleRefusedException if the model cannot be loaded
   */
  static List<Row> see(DataSet set, int most)
      throws BundleRefusedException, CommandFailedException {
    LocalModels models = new LocalModels();
    try (LoadedModel model =
        models
            .admit(set.bundle(), models.place(Device.CPU, set.bundle()), LanePlan.cpu(1, most), 1)
            .model()) {
      BatchTensors tensors = Objects.requireNonNull(model.borrow());
      try {
        return rows(set, model, tensors);
      } finally {
        model.giveBack(tensors);
      }
    } catch (ImageRefusedException | ModelFailedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<Row> rows(DataSet set, LoadedModel model, BatchTensors tensors)
      throws ImageRefusedException, ModelFailedException {
    List<Row> rows = new ArrayList<>();
    for (int from = 0; from < set.size(); from += tensors.capacity()) {
      int count = Math.min(tensors.capacity(), set.size() - from);
      List<ImageProperties> properties = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ByteBuffer encoded = ByteBuffer.wrap(set.images().get(from + i).encoded());
        try (DecodedImage image = model.preprocessor().decode(encoded)) {
          model.preprocessor().write(image, tensors.input(i));
          properties.add(image.properties());
        }
      }
      tensors.run(0, 0, count);
      for (int i = 0; i < count; i++) {
        rows.add(row(set, tensors, i, set.images().get(from + i).truth(), properties.get(i)));
      }
    }
    return rows;
  }

  private static Row row(
      DataSet set, BatchTensors tensors, int i, int truth, ImageProperties properties)
      throws ModelFailedException {
    OutputKind kind = set.bundle().manifest().output().kind();
    float[] scores = new float[set.bundle().labels().size()];
    tensors.output(i, scores);
    float[] logits = kind == OutputKind.LOGITS ? scores.clone() : null;
    if (!Scores.toProbabilities(kind, scores)) {
      throw new ModelFailedException("the model's output for an image is not finite");
    }
    return new Row(scores, logits, properties, truth);
  }
}
