package io.saccade.cli.train;

import static io.saccade.model.shapes.ShapeColor.GREEN;
import static io.saccade.model.shapes.ShapeColor.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import io.saccade.trainer.recipe.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainCommandTest {

  @TempDir private Path folder;

  private CliRun train(Path data, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                data.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--heap",
                "128m"));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void helpShowsEveryFlagAndTeachesWithExamples() {
    CliRun help = CliRun.of("train", "--help");
    assertThat(help.code()).isZero();
    for (Flag flag : Flag.values()) {
      assertThat(help.out()).contains(flag.toString());
    }
    assertThat(help.out())
        .contains(
            "Images:",
            "Network:",
            "Learning:",
            "Result:",
            "Images from Kafka:",
            "Running:",
            "Examples:")
        .contains("--resume", "--help", "default: 0.2");
  }

  @Test
  void tellsAllMistakesAtOnceAndBeginsNothing() throws Exception {
    CliRun run = train(folder, "--arch", "small-cnn", "--epochs", "0", "--fill", "soup");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--epochs must be", "fill must be one of", "--help");
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesOneClassAndLeavesNothing() throws Exception {
    Path data = DrawnClasses.in(folder.resolve("data"), 4, RED);
    CliRun run = train(data, "--arch", "small-cnn");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("There must be at least 2 classes, but there is only \"red\"");
    assertThat(names()).containsExactly("data");
  }

  @Test
  void refusesAClassThatHasOneImageOnly() throws Exception {
    Path data = DrawnClasses.in(folder.resolve("data"), 4, RED, GREEN);
    try (Stream<Path> reds = Files.list(data.resolve("red"))) {
      for (Path red : reds.skip(1).toList()) {
        Files.delete(red);
      }
    }
    CliRun run = train(data, "--arch", "small-cnn");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no image of \"red\"");
  }

  @Test
  void refusesABaseThatIsNone() throws Exception {
    Path data = DrawnClasses.in(folder.resolve("data"), 4, RED, GREEN);
    Path base = Files.writeString(folder.resolve("base.onnx"), "not a model");
    CliRun run = train(data, "--base", base.toString(), "--preprocess", "torchvision");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("The base base.onnx cannot be used");
    assertThat(names()).containsExactly("base.onnx", "data");
  }

  @Test
  void replacesNothingUnlessItIsTold() throws Exception {
    Path data = DrawnClasses.in(folder.resolve("data"), 4, RED, GREEN);
    Files.createDirectory(folder.resolve("out"));
    CliRun run = train(data, "--arch", "small-cnn");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("exists already; choose another --out, or add --force");
    assertThat(names()).containsExactly("data", "out");
  }

  @Test
  void resumesNothingWhereNothingWasBegun() {
    CliRun run = CliRun.of("train", "--resume", "--out", folder.resolve("out").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no interrupted training");
  }
}
