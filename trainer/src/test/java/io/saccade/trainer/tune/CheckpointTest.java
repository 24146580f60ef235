package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {

  private static final TuneEpoch FIRST = new TuneEpoch(1, 1e-3, 0.5, 0.75, 0.6, 0.8);

  @TempDir private Path folder;

  private static Map<String, HostTensor> tensors(float value) {
    return Map.of("weight", HostTensor.floats(new long[] {2, 1}, new float[] {value, -0f}));
  }

  private static Checkpoint.Saved saved(float value) {
    List<TuneEpoch> ended = List.of(TuneEpoch.before().scored(2, 0.1), FIRST);
    Standing standing = new Standing(2, 3, 48, 0.1 + 0.2, 40, 2e-3, ended);
    return new Checkpoint.Saved(standing, tensors(value));
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(folder.resolve("made"), 5, "recipe");
  }

  @Test
  void hasNothingAtFirst() throws Exception {
    assertThat(checkpoint().read("a")).isEmpty();
  }

  @Test
  void givesBackWhatWasSavedLast() throws Exception {
    checkpoint().write("a", saved(1));
    checkpoint().write("a", saved(2));
    Checkpoint.Saved read = checkpoint().read("a").orElseThrow();
    assertThat(read.standing()).isEqualTo(saved(2).standing());
    assertThat(Bytes.hash(read.state())).isEqualTo(Bytes.hash(tensors(2)));
  }

  @Test
  void keepsTheBestWeightsAlone() throws Exception {
    checkpoint().writeBest(0, tensors(1));
    checkpoint().writeBest(1, tensors(2));
    checkpoint().write("a", saved(1));
    assertThat(Bytes.hash(checkpoint().readBest(1))).isEqualTo(Bytes.hash(tensors(2)));
    assertThat(folder.resolve("made/best-0")).doesNotExist();
  }

  @Test
  void overlooksAFileThatWasNotFinished() throws Exception {
    checkpoint().write("a", saved(1));
    Files.write(folder.resolve("made/state.draft"), new byte[100]);
    assertThat(checkpoint().read("a")).isPresent();
    checkpoint().write("a", saved(2));
    assertThat(checkpoint().read("a")).isPresent();
  }

  @Test
  void noticesEveryDamage() throws Exception {
    checkpoint().write("a", saved(1));
    Path file = folder.resolve("made/state");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(() -> checkpoint().read("a"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is damaged");
    }
    for (int length : new int[] {0, 7, 40, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> checkpoint().read("a")).hasMessageContaining("is damaged");
    }
  }

  @Test
  void refusesOtherTrainingsAndIdentities() throws Exception {
    checkpoint().write("a", saved(1));
    assertThatThrownBy(() -> checkpoint().read("b")).isInstanceOf(TrainingFailedException.class);
    Checkpoint other = new Checkpoint(folder.resolve("made"), 5, "another recipe");
    assertThatThrownBy(() -> other.read("a")).isInstanceOf(TrainingFailedException.class);
  }

  @Test
  void clearsItsOwnFilesAndNoOthers() throws Exception {
    checkpoint().write("a", saved(1));
    Path strange = Files.writeString(folder.resolve("made/notes.txt"), "mine");
    checkpoint().clear();
    assertThat(checkpoint().read("a")).isEmpty();
    assertThat(strange).exists();
  }

  @Test
  void isDueEverySoManySteps() {
    assertThat(checkpoint().isDue(10)).isTrue();
    assertThat(checkpoint().isDue(9)).isFalse();
  }
}
