package io.saccade.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.UnknownSchemaException;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every registry does that Saccade works with: ours as well as a real one. */
interface RegistryContract {

  String V1 = record("{\"name\":\"a\",\"type\":\"string\",\"doc\":\"An a.\"}");
  String V2 =
      record(
          "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  String INCOMPATIBLE = record("{\"name\":\"c\",\"type\":\"int\"}");

  static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }

  /** What to set {@code schema.registry.url} to; empty before each test, or with other subjects. */
  URI registry();

  /** A subject that no other test uses. */
  default String subject(String test) {
    return test + "/é +-value";
  }

  /** The same as a segment of a path. */
  default String path(String test) {
    return "/subjects/" + test + "%2F%C3%A9%20%2B-value";
  }

  @Test
  default void servesOurOwnClient() throws Exception {
    try (SerdeFactory writing = SerdeFactory.create(config());
        SerdeFactory reading = SerdeFactory.create(config())) {
      ImageEvent event =
          ImageEvent.newBuilder()
              .setId("event-1")
              .setCapturedAt(Instant.parse("2026-11-21T12:00:00Z"))
              .setImage(ByteBuffer.wrap(new byte[] {1, 2, 3}))
              .build();
      byte[] record = writing.writer(ImageEvent.class, subject("client")).write(event);
      AvroReader<ImageEvent> reader = reading.reader(ImageEvent.class);
      assertThat(reader.read(record)).isEqualTo(event);
      byte[] unknown = ByteBuffer.allocate(5).put((byte) 0).putInt(1_000_000).array();
      assertThatThrownBy(() -> reader.read(unknown)).isInstanceOf(UnknownSchemaException.class);
    }
  }

  @Test
  default void givesTheSameBytesToEveryWriterOfAPrediction() throws Exception {
    Prediction prediction =
        Prediction.newBuilder()
            .setEventId("event-1")
            .setSource(new SourceCoordinates("images", 3, 4711L))
            .setModel(new ModelIdentity("shapes", "1", "ab".repeat(32)))
            .setLabels(List.of(new Label(7, "red", 0.75f)))
            .setCohort(Cohort.PRIMARY)
            .build();
    try (SerdeFactory one = SerdeFactory.create(config());
        SerdeFactory other = SerdeFactory.create(config())) {
      AvroWriter<Prediction> writer = one.writer(Prediction.class, subject("bytes"));
      assertThat(writer.write(prediction))
          .isEqualTo(other.writer(Prediction.class, subject("bytes")).write(prediction));
      assertThat(one.reader(Prediction.class).read(writer.write(prediction))).isEqualTo(prediction);
    }
  }

  @Test
  default void refusesOurClientsSchemaWhereItIsIncompatible() throws Exception {
    rest().postSchema(path("refuses") + "/versions", V1);
    rest()
        .send(
            "PUT",
            "/config/" + path("refuses").substring(10),
            "{\"compatibility\":\"BACKWARD\"}",
            "application/json");
    try (SerdeFactory serdes = SerdeFactory.create(config())) {
      assertThatThrownBy(() -> serdes.writer(ImageEvent.class, subject("refuses")))
          .isInstanceOf(IncompatibleSchemaException.class);
    }
  }

  @Test
  default void givesOneIdToOneSchemaWhereverItStands() throws Exception {
    int id = rest().postSchema(path("one") + "/versions", V1).body().get("id").asInt();
    assertThat(
            rest()
                .postSchema(path("one") + "/versions?normalize=true", V1)
                .body()
                .get("id")
                .asInt())
        .isEqualTo(id);
    assertThat(rest().postSchema(path("two") + "/versions", V1).body().get("id").asInt())
        .isEqualTo(id);
    assertThat(rest().postSchema(path("one") + "/versions", V2).body().get("id").asInt())
        .isNotEqualTo(id);
    assertThat(rest().get("/schemas/ids/" + id).body().get("schema").asText()).contains("An a.");
  }

  @Test
  default void listsSubjectsAndVersions() throws Exception {
    rest().postSchema(path("lists") + "/versions", V1);
    rest().postSchema(path("lists") + "/versions", V2);
    assertThat(rest().get("/subjects").text()).contains("\"" + subject("lists") + "\"");
    assertThat(rest().get(path("lists") + "/versions").text()).isEqualTo("[1,2]");
    assertThat(rest().get(path("lists") + "/versions/latest").body())
        .isEqualTo(rest().get(path("lists") + "/versions/2").body());
    assertThat(rest().get(path("lists") + "/versions/1").body().get("subject").asText())
        .isEqualTo(subject("lists"));
    assertThat(rest().postSchema(path("lists"), V1).body().get("version").asInt()).isEqualTo(1);
  }

  @Test
  default void refusesWithConfluentsCodes() throws Exception {
    rest().postSchema(path("codes") + "/versions", V1);
    assertThat(rest().get(path("none") + "/versions").code()).isEqualTo(40401);
    assertThat(rest().get(path("codes") + "/versions/9").code()).isEqualTo(40402);
    assertThat(rest().get("/schemas/ids/1000000").code()).isEqualTo(40403);
    assertThat(rest().postSchema(path("codes"), INCOMPATIBLE).code()).isEqualTo(40403);
    assertThat(rest().postSchema(path("none"), V1).code()).isEqualTo(40401);
    assertThat(rest().postSchema(path("codes") + "/versions", "{\"type\":\"nonsense\"}").code())
        .isEqualTo(42201);
  }

  @Test
  default void refusesAVersionThatCannotReadTheOneBefore() throws Exception {
    rest().postSchema(path("level") + "/versions", V1);
    rest()
        .send(
            "PUT",
            "/config/" + path("level").substring(10),
            "{\"compatibility\":\"BACKWARD\"}",
            "application/json");
    assertThat(rest().postSchema(path("level") + "/versions", INCOMPATIBLE).status())
        .isEqualTo(409);
    assertThat(rest().postSchema(path("level") + "/versions", V2).status()).isEqualTo(200);
    assertThat(
            rest()
                .get("/config/" + path("level").substring(10))
                .body()
                .get("compatibilityLevel")
                .asText())
        .isEqualTo("BACKWARD");
  }

  private RestClient rest() {
    return new RestClient(registry());
  }

  private Map<String, Object> config() {
    return Map.of("schema.registry.url", registry().toString());
  }
}
