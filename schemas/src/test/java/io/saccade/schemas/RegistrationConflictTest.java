package io.saccade.schemas;

import static io.saccade.schemas.ScriptedRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a conflict means when a schema is registered. */
final class RegistrationConflictTest {

  private ScriptedRegistry registry;
  private HttpSchemaRegistry client;

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    client = HttpSchemaRegistry.of(Map.of("schema.registry.url", registry.url()));
  }

  @AfterEach
  void stop() {
    client.close();
    registry.close();
  }

  @Test
  void takesTheIdOfWhoeverRegisteredTheSameSchemaAMomentBefore() throws Exception {
    registry.nextAnswers(
        status(409, "{\"error_code\":409,\"message\":\"it already exists\"}"),
        status(200, "{\"subject\":\"images-value\",\"version\":1,\"id\":5}"));
    assertThat(client.register("images-value", Events.schema())).isEqualTo(5);
  }

  @Test
  void saysIncompatibleWhenTheRegistryRefusesAVersion() {
    registry.nextAnswers(
        status(409, "{\"error_code\":409,\"message\":\"field\\nid\\u0007 is gone\"}"),
        status(404, "{\"error_code\":40403,\"message\":\"schema not found\"}"));
    assertThatThrownBy(() -> client.register("images-value", Events.schema()))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("images-value")
        .hasMessageContaining("field id is gone");
  }
}
