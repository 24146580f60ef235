package io.saccade.schemas;

import static io.saccade.schemas.ScriptedRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.schemas.avro.ImageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryTest {

  private final HandTurnedPause pause = new HandTurnedPause();
  private ScriptedRegistry registry;

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    registry.add(7, Events.schema());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void registersTheSchemaWithoutJavasOwnProperties() throws Exception {
    int id = client(Map.of()).register("images-value", RecordClasses.of(ImageEvent.class).schema());
    assertThat(client(Map.of()).schema(id)).isEqualTo(Events.schema());
    assertThat(registry.asked.get(0).body()).contains("ImageEvent").doesNotContain("avro.java");
  }

  @Test
  void looksUpOnlyWhereSchemasMayNotBeRegistered() throws Exception {
    Map<String, Object> config =
        Map.of("schema.registry.url", registry.url(), "auto.register.schemas", false);
    SerdeFactory serdes = SerdeFactory.create(config);
    assertThatThrownBy(() -> serdes.writer(ImageEvent.class, "images-value"))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("images-value")
        .hasMessageContaining("auto.register.schemas");
    registry.addToSubject("images-value", 7);
    assertThat(serdes.writer(ImageEvent.class, "images-value").write(Events.byReference()))
        .startsWith(0, 0, 0, 0, 7);
    assertThat(registry.asked)
        .extracting(ScriptedRegistry.Asked::line)
        .containsOnly("POST /subjects/images-value");
  }

  @Test
  void writesSubjectsIntoPathsAsOthersDo() throws Exception {
    client(Map.of()).register("a b/ü+c", Events.schema());
    assertThat(registry.asked.get(0).line())
        .isEqualTo("POST /subjects/a%20b%2F%C3%BC%2Bc/versions");
  }

  @Test
  void waitsLongerEachTimeAndGivesUpInTheEnd() {
    registry.nextAnswers(
        status(500, ""), status(503, "<html>"), status(429, ""), status(408, ""), status(502, ""));
    HttpSchemaRegistry client =
        client(Map.of("max.retries", 4, "retries.wait.ms", 100, "retries.max.wait.ms", 300));
    assertThatThrownBy(() -> client.schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("5 times")
        .hasMessageContaining(registry.url());
    assertThat(pause.waits).extracting(Duration::toMillis).containsExactly(100L, 200L, 300L, 300L);
  }

  @Test
  void comesBackAfterAnOutage() throws Exception {
    registry.nextAnswers(status(503, ""), status(503, ""), status(503, ""));
    HttpSchemaRegistry client = client(Map.of("max.retries", 1));
    assertThatThrownBy(() -> client.schema(7)).isInstanceOf(RegistryUnavailableException.class);
    assertThat(client.schema(7)).isEqualTo(Events.schema());
  }

  @Test
  void failsOverAndStaysWithTheOneThatAnswers() throws Exception {
    ScriptedRegistry ill = new ScriptedRegistry();
    ill.nextAnswers(status(503, ""));
    HttpSchemaRegistry client =
        client(Map.of("schema.registry.url", ill.url() + "," + registry.url()));
    registry.add(8, Events.prediction());
    assertThat(client.schema(7)).isEqualTo(Events.schema());
    assertThat(client.schema(8)).isEqualTo(Events.prediction());
    assertThat(ill.asked).hasSize(1);
    assertThat(pause.waits).isEmpty();
    ill.close();
  }

  @Test
  void failsOverFromOneThatIsGone() throws Exception {
    ScriptedRegistry gone = new ScriptedRegistry();
    gone.close();
    HttpSchemaRegistry client =
        client(Map.of("schema.registry.url", gone.url() + "," + registry.url()));
    assertThat(client.schema(7)).isEqualTo(Events.schema());
  }

  @Test
  void asksOnceWhenManyMissTheSameSchema() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    registry.nextAnswers(
        exchange -> {
          asked.countDown();
          await(answer);
          status(200, "{\"schema\":\"\\\"string\\\"\"}").to(exchange);
        });
    HttpSchemaRegistry client = client(Map.of());
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Schema>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(threads.submit(() -> client.schema(9)));
      }
      await(asked);
      answer.countDown();
      for (Future<Schema> each : answers) {
        assertThat(each.get()).isEqualTo(Schema.create(Schema.Type.STRING));
      }
      assertThat(registry.asked).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void asksAgainForAMissingIdOnlyAfterAWhile() throws Exception {
    HttpSchemaRegistry client = client(Map.of("missing.id.cache.ttl.sec", 10));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> client.schema(9)).isInstanceOf(UnknownSchemaException.class);
    }
    assertThat(registry.asked).hasSize(1);
    registry.add(9, Events.prediction());
    pause.pass(Duration.ofSeconds(11));
    assertThat(client.schema(9)).isEqualTo(Events.prediction());
  }

  @Test
  void namesTheSettingWhenTheRegistryDeniesAccess() {
    for (int code : new int[] {401, 403}) {
      registry.nextAnswers(
          status(code, "{\"error_code\":" + code + ",\"message\":\"no, ann:hush\"}"));
      HttpSchemaRegistry client =
          client(
              Map.of(
                  "basic.auth.credentials.source",
                  "USER_INFO",
                  "basic.auth.user.info",
                  "ann:hush"));
      assertThatThrownBy(() -> client.schema(7))
          .isInstanceOf(RegistryConfigurationException.class)
          .hasMessageContaining("basic.auth.user.info")
          .hasMessageContaining(registry.url())
          .hasMessageNotContaining("hush");
    }
    assertThat(registry.asked)
        .extracting(ScriptedRegistry.Asked::authorization)
        .containsOnly("Basic YW5uOmh1c2g=");
    assertThat(pause.waits).isEmpty();
  }

  @Test
  void namesTheSettingWhenTheAddressIsNoRegistry() {
    registry.nextAnswers(
        status(200, "<html>welcome</html>"),
        status(404, "<html>"),
        status(302, ""),
        status(200, ""));
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> client(Map.of()).schema(7))
          .isInstanceOf(RegistryConfigurationException.class)
          .hasMessageContaining("schema.registry.url");
    }
  }

  @Test
  void passesOnAnyOtherRefusal() {
    registry.nextAnswers(
        status(422, "{\"error_code\":42205,\"message\":\"the mode is READONLY\"}"));
    assertThatThrownBy(() -> client(Map.of()).register("images-value", Events.schema()))
        .isInstanceOf(RegistryConfigurationException.class)
        .hasMessageContaining("42205")
        .hasMessageContaining("the mode is READONLY");
  }

  @Test
  void refusesSchemasThatAreNotAvro() {
    registry.add(8, json("{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}"));
    registry.add(9, json("{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}"));
    for (int id : new int[] {8, 9}) {
      assertThatThrownBy(() -> client(Map.of()).schema(id))
          .isInstanceOf(IncompatibleSchemaException.class);
    }
  }

  @Test
  void fetchesTheSchemasThatASchemaIsMadeOf() throws Exception {
    registry.add(
        20,
        json(
            "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":1}\"}"));
    registry.addToSubject("f", 20);
    ObjectNode made = json("{\"references\":[{\"name\":\"F\",\"subject\":\"f\",\"version\":1}]}");
    made.put("schema", "{\"type\":\"array\",\"items\":\"F\"}");
    registry.add(21, made);
    assertThat(client(Map.of()).schema(21).getElementType().getFullName()).isEqualTo("F");
  }

  @Test
  void givesUpABodyThatNeverEnds() {
    CountDownLatch done = new CountDownLatch(1);
    registry.nextAnswers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(done);
        });
    HttpSchemaRegistry client =
        client(
            Map.of("http.connect.timeout.ms", 100, "http.read.timeout.ms", 100, "max.retries", 0));
    assertThatThrownBy(() -> client.schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("in time");
    done.countDown();
  }

  @Test
  void givesUpABodyThatIsTooLarge() {
    registry.nextAnswers(status(200, " ".repeat((16 << 20) + 1)));
    assertThatThrownBy(() -> client(Map.of("max.retries", 0)).schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void stopsWaitingWhenClosed() {
    registry.nextAnswers(status(503, ""));
    HttpSchemaRegistry client = client(Map.of("max.retries", 1_000));
    client.close();
    assertThatThrownBy(() -> client.schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("stopped");
    assertThat(registry.asked).hasSize(1);
  }

  private HttpSchemaRegistry client(Map<String, ?> more) {
    Map<String, Object> config = new HashMap<>(Map.of("schema.registry.url", registry.url()));
    config.putAll(more);
    try {
      return new HttpSchemaRegistry(RegistrySettings.of(config), pause);
    } catch (RegistryConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
