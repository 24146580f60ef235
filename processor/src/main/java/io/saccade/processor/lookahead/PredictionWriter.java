package io.saccade.processor.lookahead;

import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.processor.serving.Scores;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.util.ArrayList;
import java.util.List;

/** Writes predictions. The same event and model give the same bytes. Thread-safe. */
final class PredictionWriter {

  private final AvroWriter<Prediction> writer;
  private final int topLabels;

  PredictionWriter(AvroWriter<Prediction> writer, int topLabels) {
    this.writer = writer;
    this.topLabels = topLabels;
  }

  /**
   * Writes one prediction in the registry's wire format.
   *
   * @param probabilities one for each class
   */
  byte[] write(Request request, float[] probabilities) {
    LoadedModel model = request.model;
    ModelVersion version = model.version();
    Coordinates at = request.coordinates;
    return writer.write(
        new Prediction(
            request.eventId,
            new SourceCoordinates(at.topic(), at.partition(), at.offset()),
            new ModelIdentity(version.name(), version.version(), version.sha256()),
            labels(model.bundle().labels(), probabilities),
            request.cohort()));
  }

  private List<Label> labels(List<String> names, float[] probabilities) {
    List<Label> labels = new ArrayList<>(topLabels);
    for (int index : Scores.top(probabilities, topLabels)) {
      labels.add(new Label(index, names.get(index), probabilities[index]));
    }
    return labels;
  }
}
