package io.saccade.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Records of writers whose schema is not ours: older, newer, of another hand. */
class EvolutionTest {

  private static final RecordClasses OURS = RecordClasses.of(ImageEvent.class);
  private static final String REQUIRED =
      """
      {"name":"id","type":"string"},
      {"name":"capturedAt","type":{"type":"long","logicalType":"timestamp-micros"}},
      {"name":"image","type":"bytes"}""";

  @Test
  void fillsFieldsThatAnOlderWriterDidNotHave() throws Exception {
    Schema older = schema("io.saccade.schemas.avro", REQUIRED);
    ImageEvent event = read(older, minimal(older));
    assertThat(event.getId()).isEqualTo("a");
    assertThat(event.getContentType()).isNull();
    assertThat(event.getAttributes()).isEmpty();
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {7}));
  }

  @Test
  void skipsFieldsThatANewerWriterHas() throws Exception {
    Schema newer =
        schema(
            "io.saccade.schemas.avro",
            "{\"name\":\"lens\",\"type\":{\"type\":\"map\",\"values\":\"double\"}}," + REQUIRED);
    GenericRecord written = minimal(newer);
    written.put("lens", Map.of("focal", 50.0));
    assertThat(read(newer, written).getId()).isEqualTo("a");
  }

  @Test
  void readsAWriterThatHasNoNamespace() throws Exception {
    Schema foreign =
        new Schema.Parser()
            .parse(
                Events.schema()
                    .toString()
                    .replace("\"namespace\":\"io.saccade.schemas.avro\",", ""));
    GenericRecord reference =
        new GenericData.Record(foreign.getField("image").schema().getTypes().get(1));
    reference.put("uri", "https://images.example/1.jpg");
    reference.put("sha256", "ab");
    GenericRecord written = minimal(foreign);
    written.put("image", reference);
    written.put("attributes", Map.of());
    assertThat(read(foreign, written).getImage())
        .isEqualTo(new ImageReference("https://images.example/1.jpg", "ab"));
  }

  @Test
  void takesNumbersAndTextsThatAvroPromotes() throws Exception {
    Schema promoted =
        schema(
            "io.saccade.schemas.avro",
            """
            {"name":"id","type":"bytes"},
            {"name":"capturedAt","type":"int"},
            {"name":"image","type":"string"}""");
    GenericRecord written = new GenericData.Record(promoted);
    written.put("id", ByteBuffer.wrap("grüße".getBytes(StandardCharsets.UTF_8)));
    written.put("capturedAt", 1_000_000);
    written.put("image", "abc");
    ImageEvent event = read(promoted, written);
    // Avro takes the whole backing array here, so a slice would give the whole record as the id.
    assertThat(event.getId()).isEqualTo("grüße");
    assertThat(event.getCapturedAt()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'}));
  }

  @Test
  void saysIncompatibleWhenARequiredFieldIsMissing() {
    Schema other = schema("io.saccade.schemas.avro", "{\"name\":\"id\",\"type\":\"string\"}");
    GenericRecord written = new GenericData.Record(other);
    written.put("id", "a");
    assertThatThrownBy(() -> read(other, written))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
        .hasMessageContaining("/fields/1");
  }

  @Test
  void saysIncompatibleWhenATypeIsAnother() {
    Schema other = schema("io.saccade.schemas.avro", REQUIRED.replace("\"string\"", "\"double\""));
    GenericRecord written = minimal(other);
    written.put("id", 1.0);
    assertThatThrownBy(() -> read(other, written))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("TYPE_MISMATCH");
  }

  @Test
  void saysIncompatibleWhenTheWriterIsNoRecordAtAll() {
    Schema text = Schema.create(Schema.Type.STRING);
    assertThatThrownBy(() -> read(text, "hello")).isInstanceOf(IncompatibleSchemaException.class);
  }

  @Test
  void readsTheBranchThatResolvesOfAWriterWithOneThatDoesNot() throws Exception {
    Schema wider =
        schema(
            "io.saccade.schemas.avro",
            REQUIRED.replace("\"type\":\"bytes\"", "\"type\":[\"bytes\",\"null\"]"));
    assertThat(read(wider, minimal(wider)).getId()).isEqualTo("a");
    GenericRecord unreadable = minimal(wider);
    unreadable.put("image", null);
    assertThatThrownBy(() -> read(wider, unreadable))
        .isInstanceOf(IncompatibleSchemaException.class);
  }

  private static ImageEvent read(Schema writer, Object datum) throws Exception {
    ByteBuffer avro = ByteBuffer.wrap(Events.encoded(datum, writer));
    return new SlicingDatumReader<ImageEvent>(writer, OURS).readWhole(avro);
  }

  private static GenericRecord minimal(Schema schema) {
    GenericRecord written = new GenericData.Record(schema);
    written.put("id", "a");
    written.put("capturedAt", 1L);
    written.put("image", ByteBuffer.wrap(new byte[] {7}));
    return written;
  }

  private static Schema schema(String namespace, String fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"ImageEvent\",\"namespace\":\"%s\",\"fields\":[%s]}"
                .formatted(namespace, fields));
  }
}
