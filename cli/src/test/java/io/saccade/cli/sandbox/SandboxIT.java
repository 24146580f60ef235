package io.saccade.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.HttpSchemaRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxIT {

  @TempDir private Path data;

  @Test
  void keepsSchemasWhenItIsStartedAgain() throws Exception {
    Schema schema = SchemaBuilder.record("Kept").fields().requiredInt("number").endRecord();
    int id;
    try (Sandbox sandbox = Sandbox.start(0, 0, data);
        HttpSchemaRegistry registry = registry(sandbox)) {
      id = registry.register("kept-value", schema);
    }
    try (Sandbox again = Sandbox.start(0, 0, data);
        HttpSchemaRegistry registry = registry(again)) {
      assertThat(registry.schema(id)).isEqualTo(schema);
    }
  }

  @Test
  void holdsItsFolderAgainstAnother() throws Exception {
    try (Sandbox sandbox = Sandbox.start(0, 0, data)) {
      assertThat(sandbox.bootstrap()).startsWith("127.0.0.1:");
      assertThatExceptionOfType(CommandFailedException.class)
          .isThrownBy(() -> Sandbox.start(0, 0, data))
          .withMessageContaining("another sandbox uses the folder " + data)
          .withMessageContaining("--data");
    }
  }

  @Test
  void namesTheFlagWhereTheRegistrysPortIsTaken() throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      assertThatExceptionOfType(CommandFailedException.class)
          .isThrownBy(() -> Sandbox.start(0, taken.getLocalPort(), data))
          .withMessageContaining("port %d is in use", taken.getLocalPort())
          .withMessageContaining("--registry-port");
    }
    // Nothing was left behind that would hold the folder.
    Sandbox.start(0, 0, data).close();
  }

  private static HttpSchemaRegistry registry(Sandbox sandbox) throws Exception {
    return HttpSchemaRegistry.of(Map.of("schema.registry.url", sandbox.registry()));
  }
}
