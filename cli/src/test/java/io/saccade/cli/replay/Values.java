package io.saccade.cli.replay;

import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.Prediction;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Predictions in the registry's wire format, read and written without a registry. */
final class Values {

  private static final int HEADER = 5;

  private Values() {}

  static Prediction read(byte[] value) throws Exception {
    return new SpecificDatumReader<>(Prediction.class)
        .read(
            null,
            DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
  }

  /** Where the event of a prediction is. */
  static String source(byte[] value) throws Exception {
    return read(value).getSource().toString();
  }

  /** The same prediction, but that its first label is a little more probable. */
  static byte[] tampered(byte[] value) throws Exception {
    Prediction prediction = read(value);
    List<Label> labels = new ArrayList<>(prediction.getLabels());
    Label first = labels.get(0);
    labels.set(
        0, new Label(first.getIndex(), first.getName(), Math.nextDown(first.getProbability())));
    Prediction changed =
        new Prediction(
            prediction.getEventId(),
            prediction.getSource(),
            prediction.getModel(),
            labels,
            prediction.getCohort());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Arrays.copyOf(value, HEADER));
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(Prediction.class).write(changed, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
