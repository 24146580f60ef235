package io.saccade.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFolderTest {

  @TempDir private Path folder;

  private Recipe recipe() throws Exception {
    return Recipe.of(
        Map.of(
            Flag.DATA,
            folder.toString(),
            Flag.ARCH,
            "small-cnn",
            Flag.EPOCHS,
            "3",
            Flag.OUT,
            folder.resolve("out").toString()));
  }

  @Test
  void goesOnWithTheSettingsThatItBeganWith() throws Exception {
    TrainingFolder training = TrainingFolder.beside(folder.resolve("out"));
    training.begin(recipe());
    assertThat(training.resumed(Map.of(Flag.OUT, "elsewhere", Flag.EPOCHS, "3")).given())
        .isEqualTo(recipe().given());
    assertThatThrownBy(() -> training.resumed(Map.of(Flag.EPOCHS, "4", Flag.SEED, "2")))
        .isInstanceOf(RecipeRefusedException.class)
        .hasMessageContaining("--epochs must be 3")
        .hasMessageContaining("--seed must be left out");
  }

  @Test
  void resumesNothingWhereNothingWasBegun() {
    assertThatThrownBy(() -> TrainingFolder.beside(folder.resolve("out")).resumed(Map.of()))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("no interrupted training");
  }

  @Test
  void removesNothingThatIsNotATraining() throws Exception {
    TrainingFolder training = TrainingFolder.beside(folder.resolve("out"));
    Files.createDirectories(training.path());
    Path precious = Files.writeString(training.path().resolve("diary.txt"), "mine");
    assertThatThrownBy(() -> training.begin(recipe()))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("is in the way");
    assertThat(precious).exists();
  }

  @Test
  void leavesNothingWhereNothingWasDone() throws Exception {
    TrainingFolder training = TrainingFolder.beside(folder.resolve("out"));
    training.begin(recipe());
    training.deleteUnlessWorthKeeping();
    assertThat(training.path()).doesNotExist();
  }

  @Test
  void keepsWorkThatWasDone() throws Exception {
    TrainingFolder training = TrainingFolder.beside(folder.resolve("out"));
    training.begin(recipe());
    RowFile.write(training.features().resolve("x"), "x", new float[1][1]);
    training.deleteUnlessWorthKeeping();
    assertThat(training.features()).exists();
  }
}
