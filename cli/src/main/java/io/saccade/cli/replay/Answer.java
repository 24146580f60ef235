package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.util.List;
import java.util.Optional;

/**
 * A prediction as far as it is compared.
 *
 * @param eventId of the event
 * @param source where the event is
 * @param print of the prediction's bytes
 */
record Answer(String eventId, SourceCoordinates source, Said said, Fingerprint print) {

  /**
   * Reads a prediction in the registry's wire format; empty where it is none.
   *
   * @throws CommandFailedException if the registry fails
   */
  static Optional<Answer> read(AvroReader<Prediction> reader, byte[] value)
      throws CommandFailedException {
    try {
      Prediction prediction = reader.read(value);
      List<Label> labels = prediction.getLabels();
      if (labels.isEmpty()) {
        return Optional.empty();
      }
      ModelIdentity model = prediction.getModel();
      Said said =
          new Said(
              labels.get(0).getName(),
              labels.get(0).getProbability(),
              model.getName() + " " + model.getVersion());
      return Optional.of(
          new Answer(prediction.getEventId(), prediction.getSource(), said, Fingerprint.of(value)));
    } catch (CorruptRecordException e) {
      return Optional.empty();
    } catch (SchemaException e) {
      throw new CommandFailedException(
          "the schema registry does not help to read predictions: " + e.getMessage(), e);
    }
  }
}
