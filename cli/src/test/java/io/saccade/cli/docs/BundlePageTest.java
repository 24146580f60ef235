package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of docs/bundle.md as they stand, but for paths, and looks at what they made.
 */
final class BundlePageTest {

  private static final Path PAGE = Path.of("..", "docs", "bundle.md");
  private static final String COMMAND = "./saccade ";

  @TempDir private Path folder;

  @Test
  void showsCommandsThatDoWhatItSays() throws Exception {
    Files.write(folder.resolve("mobilenet.onnx"), ColorModel.onnx());
    Files.write(folder.resolve("labels.txt"), ShapeColor.labels());
    BundleWriter.write(ColorModel.bundle("1"), folder.resolve("bundles/colors"), IfPresent.REFUSE);
    List<String> commands =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith(COMMAND)).toList();
    assertThat(commands).hasSize(5);

    for (String command : commands) {
      CliRun run = CliRun.of(arguments(command));
      assertThat(run.code()).as(run.err()).isZero();
      if (command.contains("mobilenet-uint8")) {
        assertThat(run.out()).contains("pixels: uint8");
      }
    }
    assertThat(Bundle.read(folder.resolve("bundles/colors")).isSigned()).isTrue();
  }

  @Test
  void namesEveryFieldOfTheInput() throws Exception {
    String page = Files.readString(PAGE);

    assertThat(page)
        .contains("`resizeShorterTo`", "`filter`", "`width`", "`height`", "`background`")
        .contains("`color`", "`layout`", "`type`", "(pixel * scale - mean) / std");
  }

  @Test
  void namesEveryCodeOfARefusal() throws Exception {
    String page = Files.readString(PAGE);

    for (RefusalCode code : RefusalCode.values()) {
      assertThat(page).contains("| `" + code + "` |");
    }
  }

  private String[] arguments(String command) {
    return command
        .substring(COMMAND.length())
        .replaceAll("(?<= )(mobilenet\\.onnx|labels\\.txt|bundles/|keys)", folder + "/$1")
        .split(" ", -1);
  }
}
