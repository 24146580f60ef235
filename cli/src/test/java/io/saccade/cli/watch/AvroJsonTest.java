package io.saccade.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

final class AvroJsonTest {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Everything", "fields": [
                {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
                {"name": "count", "type": "long"},
                {"name": "image", "type": ["bytes", "string"]},
                {"name": "share", "type": "double"},
                {"name": "on", "type": "boolean"},
                {"name": "none", "type": ["null", "int"]},
                {"name": "names", "type": {"type": "array", "items": ["null", "string"]}},
                {"name": "tags", "type": {"type": "map", "values": "int"}}
              ]}\
              """);

  @Test
  void showsEveryKindOfFieldPlainly() {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("at", 1_500_000L);
    record.put("count", 3L);
    record.put("image", ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
    record.put("share", 0.5);
    record.put("on", true);
    record.put("none", null);
    record.put("names", new GenericData.Array<>(SCHEMA.getField("names").schema(), List.of("a")));
    record.put("tags", Map.of("x", 1));

    assertThat(AvroJson.of(record))
        .hasToString(
            "{\"at\":\"1970-01-01T00:00:01.500Z\",\"count\":3,\"image\":{\"bytes\":4},"
                + "\"share\":0.5,\"on\":true,\"none\":null,\"names\":[\"a\"],\"tags\":{\"x\":1}}");
  }
}
