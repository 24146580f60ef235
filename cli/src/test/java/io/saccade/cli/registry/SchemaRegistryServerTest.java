package io.saccade.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryServerTest implements RegistryContract {

  @TempDir private Path directory;
  private SchemaRegistryServer server;
  private RestClient rest;

  @BeforeEach
  void start() throws IOException {
    server = SchemaRegistryServer.start(0, directory);
    rest = new RestClient(server.url());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Override
  public URI registry() {
    return server.url();
  }

  @Test
  void remembersEverythingOverARestart() throws Exception {
    rest.postSchema("/subjects/a/versions", V1);
    rest.postSchema("/subjects/a/versions", V2);
    rest.postSchema("/subjects/b/versions", V2);
    rest.postSchema("/subjects/gone/versions", V1);
    rest.send("DELETE", "/subjects/gone", "", "application/json");
    rest.send("PUT", "/config", "{\"compatibility\":\"FULL\"}", "application/json");
    rest.send("PUT", "/config/a", "{\"compatibility\":\"NONE\"}", "application/json");
    stop();
    start();
    assertThat(rest.get("/subjects").text()).isEqualTo("[\"a\",\"b\"]");
    assertThat(rest.get("/subjects?deleted=true").text()).isEqualTo("[\"a\",\"b\",\"gone\"]");
    assertThat(rest.get("/subjects/a/versions").text()).isEqualTo("[1,2]");
    assertThat(rest.get("/subjects/b/versions/1").body().get("id").asInt()).isEqualTo(2);
    assertThat(rest.get("/config").text()).contains("FULL");
    assertThat(rest.get("/config/a").text()).contains("NONE");
    assertThat(rest.postSchema("/subjects/c/versions", INCOMPATIBLE).text())
        .isEqualTo("{\"id\":3}");
  }

  @Test
  void saysWhereASchemaStands() throws Exception {
    rest.postSchema("/subjects/a/versions", V1);
    rest.postSchema("/subjects/b/versions", V1);
    assertThat(rest.get("/schemas/ids/1/versions").text())
        .isEqualTo("[{\"subject\":\"a\",\"version\":1},{\"subject\":\"b\",\"version\":1}]");
    assertThat(rest.get("/schemas/ids/1/subjects").text()).isEqualTo("[\"a\",\"b\"]");
    assertThat(rest.get("/schemas/ids/1/schema").body().get("name").asText()).isEqualTo("R");
    assertThat(rest.get("/subjects/a/versions/1/schema").body().get("name").asText())
        .isEqualTo("R");
  }

  @Test
  void hidesASubjectFirstAndRemovesItThen() throws Exception {
    rest.postSchema("/subjects/a/versions", V1);
    assertThat(delete("/subjects/a?permanent=true").code()).isEqualTo(40405);
    assertThat(delete("/subjects/a").text()).isEqualTo("[1]");
    assertThat(delete("/subjects/a").code()).isEqualTo(40404);
    assertThat(rest.get("/subjects/a/versions").code()).isEqualTo(40401);
    assertThat(rest.get("/schemas/ids/1").status()).isEqualTo(200);
    assertThat(rest.postSchema("/subjects/a/versions", V1).text()).isEqualTo("{\"id\":1}");
    assertThat(rest.get("/subjects/a/versions").text()).isEqualTo("[2]");
    assertThat(delete("/subjects/a").text()).isEqualTo("[2]");
    assertThat(delete("/subjects/a?permanent=true").text()).isEqualTo("[1,2]");
    assertThat(delete("/subjects/a").code()).isEqualTo(40401);
  }

  @Test
  void answersWhetherASchemaWouldBeCompatible() throws Exception {
    rest.postSchema("/subjects/a/versions", V1);
    String path = "/compatibility/subjects/a/versions";
    assertThat(rest.postSchema(path + "/latest", V2).text()).isEqualTo("{\"is_compatible\":true}");
    assertThat(rest.postSchema(path + "?verbose=true", INCOMPATIBLE).text())
        .contains("\"is_compatible\":false", "READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(rest.postSchema(path + "/2", V2).code()).isEqualTo(40402);
    assertThat(rest.postSchema(path + "/x", V2).code()).isEqualTo(42202);
  }

  @Test
  void knowsItsTypesItsModeAndItsDefaults() throws Exception {
    assertThat(rest.get("/").text()).isEqualTo("{}");
    assertThat(rest.get("/schemas/types").text()).isEqualTo("[\"AVRO\"]");
    assertThat(rest.get("/mode").text()).isEqualTo("{\"mode\":\"READWRITE\"}");
    assertThat(rest.get("/config").text()).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
    assertThat(rest.get("/config/a").code()).isEqualTo(40408);
    assertThat(rest.get("/config/a?defaultToGlobal=true").text()).contains("BACKWARD");
  }

  @Test
  void refusesWhatItDoesNotKeep() throws Exception {
    assertThat(post("{\"schemaType\":\"JSON\",\"schema\":\"{}\"}").message())
        .contains("AVRO only, not JSON");
    assertThat(post("{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}").code()).isEqualTo(42201);
    String reference = "[{\"name\":\"F\",\"subject\":\"f\",\"version\":1}]";
    RestClient.Answer answer =
        post("{\"schema\":\"\\\"int\\\"\",\"references\":" + reference + "}");
    assertThat(answer.code()).isEqualTo(42201);
    assertThat(answer.message()).contains("references");
    assertThat(post("{\"schema\":\"\\\"int\\\"\",\"references\":[]}").status()).isEqualTo(200);
  }

  @Test
  void refusesRequestsThatMakeNoSense() throws Exception {
    assertThat(post("not json").code()).isEqualTo(400);
    assertThat(post("[]").code()).isEqualTo(400);
    assertThat(post("{}").code()).isEqualTo(42201);
    assertThat(post("{\"schema\":\"" + "x".repeat(5 << 20) + "\"}").code()).isEqualTo(413);
    assertThat(rest.send("POST", "/subjects/a/versions", "{}", "text/plain").code()).isEqualTo(415);
    assertThat(rest.send("PUT", "/subjects/a/versions", "{}", "application/json").code())
        .isEqualTo(405);
    assertThat(
            rest.send("PUT", "/config", "{\"compatibility\":\"SOME\"}", "application/json").code())
        .isEqualTo(42203);
    assertThat(rest.get("/nothing").code()).isEqualTo(404);
    assertThat(rest.get("/schemas/ids/x").code()).isEqualTo(404);
    assertThat(rest.postSchema("/subjects/%00/versions", V1).code()).isEqualTo(42208);
  }

  @Test
  void doesNotShareItsDirectory() {
    assertThatThrownBy(() -> SchemaRegistryServer.start(0, directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another registry");
  }

  @Test
  void namesThePortThatIsTaken(@TempDir Path other) {
    int taken = server.url().getPort();
    assertThatThrownBy(() -> SchemaRegistryServer.start(taken, other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + taken);
  }

  private RestClient.Answer post(String body) throws Exception {
    return rest.post("/subjects/a/versions", body);
  }

  private RestClient.Answer delete(String path) throws Exception {
    return rest.send("DELETE", path, "", "application/json");
  }
}
