package io.saccade.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saccade.trainer.tune.Schedule;
import io.saccade.trainer.zoo.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {

  @TempDir private Path folder;

  /** Flags of a training that could begin, and these. */
  private Map<Flag, String> scratch(String... more) {
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    given.put(Flag.DATA, folder.toString());
    given.put(Flag.ARCH, "small-cnn");
    given.put(Flag.OUT, "out/shapes");
    return with(given, more);
  }

  private Map<Flag, String> based(String... more) throws Exception {
    Map<Flag, String> given = scratch();
    given.remove(Flag.ARCH);
    given.put(Flag.BASE, Files.write(folder.resolve("b.onnx"), new byte[1]).toString());
    given.put(Flag.PREPROCESS, "torchvision");
    return with(given, more);
  }

  private static Map<Flag, String> with(Map<Flag, String> given, String... more) {
    for (int i = 0; i < more.length; i += 2) {
      given.put(Flag.named(more[i]).orElseThrow(), more[i + 1]);
    }
    return given;
  }

  private static List<String> mistakes(Map<Flag, String> given) {
    RecipeRefusedException refused =
        catchThrowableOfType(RecipeRefusedException.class, () -> Recipe.of(given));
    return refused == null ? List.of() : refused.mistakes();
  }

  @Test
  void fillsInWhatIsUsualForTheMode() throws Exception {
    Recipe scratch = Recipe.of(scratch());
    assertThat(scratch.network().architecture()).contains(Architecture.SMALL_CNN);
    assertThat(scratch.learning().schedule()).isEqualTo(Schedule.ONE_CYCLE);
    assertThat(scratch.result().name()).isEqualTo("shapes");
    assertThat(scratch.result().report()).isEqualTo(Path.of("out", "shapes.html"));

    Recipe head = Recipe.of(based()).settled(Mode.HEAD);
    assertThat(head.learning().epochs()).isEqualTo(60);
    assertThat(head.images().augmentation().isNone()).isTrue();
    assertThat(Recipe.of(based()).settled(Mode.FINETUNE).learning().rate()).isEqualTo(3e-4);
  }

  @Test
  void tellsEveryMistakeAtOnceWithItsFlag() {
    assertThat(
            mistakes(
                scratch(
                    "epochs",
                    "many",
                    "lr",
                    "-1",
                    "augment",
                    "flop",
                    "optimizer",
                    "lion",
                    "data",
                    "nowhere",
                    "head",
                    "deep",
                    "version",
                    "a b",
                    "freeze",
                    "3")))
        .hasSize(9)
        .anyMatch(line -> line.startsWith("--epochs must be a whole number from 1 to"))
        .anyMatch(line -> line.contains("--lr must be a number from 0 to 10, but was \"-1\""))
        .anyMatch(line -> line.startsWith("--augment") && line.contains("flop"))
        .anyMatch(line -> line.contains("one of adamw, adam, sgd, but was \"lion\""))
        .anyMatch(line -> line.startsWith("--data must be a file or folder that is there"))
        .anyMatch(line -> line.startsWith("--head must be linear, or mlp:N"))
        .anyMatch(line -> line.startsWith("--head must be left out"))
        .anyMatch(line -> line.startsWith("--version"))
        .anyMatch(line -> line.startsWith("--freeze must be left out"));
  }

  @Test
  void wantsABaseOrAnArchitecture() throws Exception {
    Map<Flag, String> neither = scratch();
    neither.remove(Flag.ARCH);
    assertThat(mistakes(neither)).anyMatch(line -> line.contains("Either --base or --arch"));
    assertThat(mistakes(based("arch", "vgg16")))
        .anyMatch(line -> line.contains("Either --base or --arch"));
  }

  @Test
  void wantsToKnowWhatAnOnnxBaseWasTrainedOn() throws Exception {
    Map<Flag, String> given = based();
    given.remove(Flag.PREPROCESS);
    assertThat(mistakes(given)).hasSize(1).allMatch(line -> line.startsWith("--preprocess must"));
  }

  @Test
  void takesNoSettingThatALinearHeadWouldIgnore() throws Exception {
    assertThat(mistakes(based("mode", "head", "optimizer", "sgd", "mixup", "0.2")))
        .hasSize(2)
        .allMatch(line -> line.contains("for a linear head alone"));
    assertThat(mistakes(based("mode", "head", "optimizer", "sgd", "head", "mlp:64"))).isEmpty();
  }

  @Test
  void aFrozenBaseMeansAHead() throws Exception {
    Recipe recipe = Recipe.of(based("freeze", "all", "head", "mlp:1024", "optimizer", "adam"));
    assertThat(recipe.written()).containsEntry(Flag.MODE, "head");
    assertThat(recipe.network().hidden()).hasValue(1024);
  }

  @Test
  void readsBackWhatItWrites() throws Exception {
    Recipe recipe = Recipe.of(based("augment", "flip,zoom=0.2", "balance", "true"));
    Path file = Files.writeString(folder.resolve("r.yaml"), RecipeFile.write(recipe.given()));
    assertThat(RecipeFile.read(file)).isEqualTo(recipe.given());
    assertThat(Recipe.of(RecipeFile.read(file)).written()).isEqualTo(recipe.written());
  }

  @Test
  void saysNothingOfWhereThingsLie() throws Exception {
    Map<Flag, String> written = Recipe.of(based()).written();
    assertThat(written).containsEntry(Flag.BASE, "b.onnx").doesNotContainKey(Flag.OUT);
    assertThat(written.values()).noneMatch(value -> value.contains(folder.toString()));
  }

  @Test
  void refusesFilesWithNamesThatAreNoSettings() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("r.yaml"), "epoch: 3\naugment: [flip, rotate=5]\nhead: {a: 1}\n");
    RecipeRefusedException refused =
        catchThrowableOfType(RecipeRefusedException.class, () -> RecipeFile.read(file));
    assertThat(refused.mistakes())
        .hasSize(2)
        .anyMatch(line -> line.contains("there is no setting \"epoch\""))
        .anyMatch(line -> line.contains("head must be one value"));
  }

  @Test
  void saysWhatCanBeFrozen() throws Exception {
    assertThat(mistakes(based("freeze", "many")))
        .containsExactly(
            "--freeze must be none, all, or how many of the base's first blocks, from 0 to 999999,"
                + " but was \"many\"; give for example --freeze all.");
    assertThat(Recipe.of(based("freeze", "3")).learning().frozenBlocks()).isEqualTo(3);
  }

  @Test
  void writesDownWhatWasFoundInPlaceOfWhatWasLeftOpen() throws Exception {
    Recipe open = Recipe.of(scratch("lr-find", "true"));
    assertThat(open.written()).containsEntry(Flag.PRECISION, "auto");

    Recipe settled =
        open.settled(Map.of(Flag.PRECISION, "bfloat16", Flag.LR, "4.2E-4", Flag.LR_FIND, "false"));

    assertThat(settled.written())
        .containsEntry(Flag.PRECISION, "bfloat16")
        .containsEntry(Flag.LR_FIND, "false");
    assertThat(settled.learning().rate()).isEqualTo(4.2e-4);
  }

  @Test
  void putsThePredictionsBesideTheReport() throws Exception {
    assertThat(Recipe.of(scratch()).result().predictions())
        .isEqualTo(Path.of("out", "shapes.predictions.csv"));
  }
}
