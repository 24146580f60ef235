package io.saccade.cli.fuzz;

import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/** Events by Avro's own decoder, as one reads them who takes an exception of input for all. */
final class NaiveEventTarget implements FuzzTarget {

  private static final Schema SCHEMA = ImageEvent.getClassSchema();

  @Override
  public void read(byte[] bytes) {
    try {
      Object unused =
          new GenericDatumReader<>(SCHEMA)
              .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public Map<String, byte[]> seeds() {
    return Map.of("zeros", new byte[64]);
  }
}
