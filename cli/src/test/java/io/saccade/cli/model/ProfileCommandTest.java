package io.saccade.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.train.DrawnClasses;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.shapes.ShapeColor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileCommandTest {

  private static final int EACH = 220;

  @TempDir private Path folder = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void makeBundle() throws Exception {
    bundle = Samples.bundle(folder.resolve("colors"));
  }

  private CliRun profile(Path reference, String out, String... more) {
    String[] fixed = {
      "model",
      "profile",
      "--bundle",
      bundle.toString(),
      "--reference",
      reference.toString(),
      "--draws",
      "1000",
      "--out",
      folder.resolve(out).toString()
    };
    String[] all = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return CliRun.of(all);
  }

  private Path drawn() throws Exception {
    return DrawnClasses.in(
        folder.resolve("images"), EACH, ShapeColor.RED, ShapeColor.GREEN, ShapeColor.BLUE);
  }

  @Test
  void givesABundleItsReferenceAndTheSameTwice() throws Exception {
    bundle = Samples.bundleWithFeatures(folder.resolve("features"));
    Path images = drawn();
    Files.write(images.resolve("red").resolve("broken.png"), new byte[] {1, 2, 3});

    CliRun run = profile(images, "first", "--labels", "--format", "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("left out: ", "broken.png: IMAGE_UNSUPPORTED");
    JsonNode said = new ObjectMapper().readTree(run.out());
    assertThat(said.path("images").asInt()).isEqualTo(3 * EACH * 4 / 5);
    assertThat(said.path("referenceTooSmall").asBoolean()).isTrue();
    Bundle first = Bundle.read(folder.resolve("first"));
    assertThat(said.path("sha256").asText()).isEqualTo(first.sha256());
    assertThat(first.reference().orElseThrow().profile().featureWidth()).hasValue(Samples.FEATURES);
    assertThat(CliRun.of("model", "verify", folder.resolve("first").toString()).code()).isZero();

    assertThat(profile(images, "second.zip", "--labels").code()).isZero();
    assertThat(Bundle.read(folder.resolve("second.zip")).sha256()).isEqualTo(first.sha256());
  }

  @Test
  void saysWhatIsWrongAndWritesNothing() throws Exception {
    CliRun few = profile(Samples.images(folder.resolve("few"), 5), "out");
    CliRun unlabelled = profile(folder.resolve("few"), "out", "--labels");
    CliRun text = profile(Files.writeString(folder.resolve("notes.txt"), "no images"), "out");

    assertThat(few.code()).isEqualTo(1);
    assertThat(few.err()).contains("has 5 usable images; a reference needs 625 at the least");
    assertThat(unlabelled.code()).isEqualTo(1);
    assertThat(unlabelled.err())
        .contains("in no folder that is named after a class")
        .contains("labels.txt");
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.err()).contains("neither a folder nor a zip of images");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
