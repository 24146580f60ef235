package io.saccade.cli.train;

import static io.saccade.model.shapes.ShapeColor.GREEN;
import static io.saccade.model.shapes.ShapeColor.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.CliRun;
import io.saccade.model.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training on a disk that becomes full, which only root can make. */
final class FullDiskIT {

  @TempDir private Path folder;
  private Path disk = Path.of("");
  private boolean mounted;

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
  }

  private void mount(String size) throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    try {
      mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "none", disk.toString()) == 0;
    } catch (IOException e) {
      mounted = false;
    }
    assumeTrue(mounted, "needs a small disk of its own, which only root can mount");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  @Test
  void aTrainingOnAFullDiskSaysSoAndGoesOnWhereThereIsRoom() throws Exception {
    Path images = DrawnClasses.in(folder.resolve("images"), 12, RED, GREEN);
    mount("96k");
    String out = disk.resolve("out").toString();

    CliRun full = train(images, out);

    assertThat(full.code()).as(full.err()).isEqualTo(1);
    assertThat(full.err()).contains("The disk is full").doesNotContain("\tat ");
    assertThat(disk.resolve("out")).doesNotExist();
    assertThat(run("mount", "-o", "remount,size=32m", disk.toString())).isZero();

    CliRun resumed = CliRun.of("train", "--resume", "--out", out, "--heap", "256m");

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Bundle.read(disk.resolve("out")).labels()).containsExactly("green", "red");
  }

  @Test
  void aReportThatFindsNoRoomLosesNothing() throws Exception {
    Path images = DrawnClasses.in(folder.resolve("images"), 12, RED, GREEN);
    mount("12k");
    Path report = disk.resolve("report.html");
    String out = folder.resolve("out").toString();

    CliRun full = train(images, out, "--report", report.toString());

    assertThat(full.code()).as(full.err()).isEqualTo(1);
    assertThat(full.err()).contains("what was trained is kept", "No space left", "--resume");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(disk).isEmptyDirectory();
    assertThat(run("mount", "-o", "remount,size=32m", disk.toString())).isZero();

    CliRun resumed = CliRun.of("train", "--resume", "--out", out, "--heap", "256m");

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(report).isNotEmptyFile();
    assertThat(disk.resolve("report.predictions.csv")).isNotEmptyFile();
  }

  private static CliRun train(Path images, String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                images.toString(),
                "--out",
                out,
                "--arch",
                "small-cnn",
                "--image-size",
                "16",
                "--epochs",
                "2",
                "--batch",
                "8",
                "--precision",
                "full",
                "--threads",
                "1",
                "--heap",
                "256m"));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }
}
