package io.saccade.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetchCommandTest {

  @TempDir private Path folder;

  @Test
  void listsWhatThereIs() throws Exception {
    CliRun table = CliRun.of("model", "fetch", "--list");
    CliRun json = CliRun.of("model", "fetch", "--list", "--format", "json");

    assertThat(table.code()).isZero();
    assertThat(table.out()).containsPattern("vgg16-12 +553\\.4 MB +Apache-2\\.0 +torchvision");
    assertThat(json.out().lines()).hasSize(21);
    for (String line : json.out().lines().toList()) {
      JsonNode entry = new ObjectMapper().readTree(line);
      assertThat(entry.path("sha256").asText()).hasSize(64).matches("[0-9a-f]+");
      assertThat(entry.path("bytes").asLong()).isPositive();
    }
  }

  @Test
  void namesModelsThatAreLikeTheOneThatIsNot() {
    CliRun run = CliRun.of("model", "fetch", "mobilenet");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no model mobilenet; there are mobilenetv2-7");
  }

  @Test
  void asksForAName() {
    CliRun run = CliRun.of("model", "fetch");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("NAME is missing", "--list");
  }

  @Test
  void leavesAnotherFileOfThatNameAlone() throws Exception {
    Path mine = Files.writeString(folder.resolve("mnist-12.onnx"), "mine");

    CliRun run = CliRun.of("model", "fetch", "mnist-12", "--out", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("exists already", "--force");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void refusesAFileThatIsNotTheModel() throws Exception {
    Path other = Files.writeString(folder.resolve("other.onnx"), "other");

    CliRun run =
        CliRun.of(
            "model", "fetch", "mnist-12", "--out", folder.toString(), "--from", other.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("is not mnist-12: its SHA-256 is");
    assertThat(folder.resolve("mnist-12.onnx")).doesNotExist();
  }

  @Test
  void takesOnlyAddressesOfHttp() {
    CliRun run = CliRun.of("model", "fetch", "mnist-12", "--base-url", "file:///etc");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--base-url must be an address of http or https");
  }

  @Test
  void saysWhereItLooked() throws Exception {
    try (FileServer server = new FileServer()) {
      CliRun run =
          CliRun.of(
              "model",
              "fetch",
              "mnist-12",
              "--out",
              folder.toString(),
              "--base-url",
              server.at("/empty").toString());

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("there is no such file", "/empty/mnist-12.onnx");
    }
  }
}
