package io.saccade.cli.why;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.UnknownSchemaException;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.Prediction;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records. What is none is empty: topics are not ours alone to write. An outage is thrown.
 *
 * @param events of images
 * @param predictions of events
 * @param labels of events
 * @param reports on drift
 */
record Records(
    AvroReader<ImageEvent> events,
    AvroReader<Prediction> predictions,
    AvroReader<ImageLabel> labels,
    AvroReader<DriftReport> reports) {

  static Records of(SerdeFactory serdes) throws SchemaException {
    return new Records(
        serdes.reader(ImageEvent.class),
        serdes.reader(Prediction.class),
        serdes.reader(ImageLabel.class),
        serdes.reader(DriftReport.class));
  }

  static <T extends SpecificRecord> Optional<T> read(AvroReader<T> reader, byte @Nullable [] value)
      throws SchemaException {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(value));
    } catch (CorruptRecordException | UnknownSchemaException | IncompatibleSchemaException e) {
      return Optional.empty();
    }
  }
}
