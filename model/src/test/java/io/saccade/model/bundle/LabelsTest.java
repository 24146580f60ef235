package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelsTest {

  @Test
  void readsOneNameALine() throws Exception {
    assertThat(parse("tench, Tinca tinca\nГусь\n")).containsExactly("tench, Tinca tinca", "Гусь");
    assertThat(Labels.parse(Labels.format(List.of("a", "b")))).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb\na\n",
        "a\n\nb\n",
        "a\n\n",
        "\n",
        "",
        "a\r\nb\r\n",
        "a\n b\n",
        "a\nb\t\n",
        "a\u0007\nb\n",
        "a\u2028b\nc\n",
        "a\u202Eb\nc\n",
        "\uFEFFa\nb\n",
        "a\u0000\nb\n",
      })
  void refusesALooseForm(String file) {
    Refusals.of(() -> parse(file)).hasCode(RefusalCode.MODEL_LABELS).saying("line");
  }

  @Test
  void refusesWhatIsNotText() {
    Refusals.of(() -> Labels.parse(new byte[] {'a', (byte) 0xC3, '\n'}))
        .hasCode(RefusalCode.MODEL_LABELS)
        .saying("UTF-8");
  }

  @Test
  void refusesEndlessNamesAndLists() {
    Refusals.of(() -> parse("x".repeat(1001))).hasCode(RefusalCode.MODEL_LABELS).saying("1001");
    Refusals.of(() -> parse("x\n".repeat(200_000))).saying("more than 100000");
    Refusals.of(() -> tidy("x\n".repeat(200_000))).saying("more than 100000");
  }

  @Test
  void tidiesListsFromElsewhere() throws Exception {
    Labels.Tidied tidied = tidy("\uFEFFred \r\n  green\r\nblue\r\n\r\n");

    assertThat(tidied.labels()).containsExactly("red", "green", "blue");
    assertThat(tidied.notices()).isEmpty();
  }

  @Test
  void tellsEqualNamesApartByTheirIndex() throws Exception {
    Labels.Tidied tidied = tidy("crane\nheron\ncrane\ncrane (4)\ncrane\n");

    assertThat(tidied.labels())
        .containsExactly("crane", "heron", "crane (2)", "crane (4)", "crane (4)'");
    assertThat(tidied.notices())
        .containsExactly(
            "Class 2 is a second 'crane': named 'crane (2)'.",
            "Class 4 is a second 'crane': named 'crane (4)''.");
  }

  @Test
  void doesNotTidyAnEmptyLineAwayInTheMiddle() {
    Refusals.of(() -> tidy("red\n\nblue\n")).hasCode(RefusalCode.MODEL_LABELS).saying("line 2");
  }

  @ParameterizedTest
  @CsvSource({
    "imagenet_classes.txt, 1000, 517",
    "imagenet_labels_1001_coral.txt, 1001, 518",
  })
  void tellsTheTwoCranesOfImageNetApart(String file, int count, int second) throws Exception {
    byte[] list = Files.readAllBytes(SharedData.require("labels/" + file));
    Labels.Tidied tidied = Labels.tidy(list);

    assertThat(tidied.labels()).hasSize(count).doesNotHaveDuplicates();
    assertThat(tidied.labels().get(second)).isEqualTo("crane (" + second + ")");
    assertThat(tidied.notices()).hasSize(1);
    assertThat(Labels.parse(Labels.format(tidied.labels()))).isEqualTo(tidied.labels());
  }

  private static List<String> parse(String file) throws BundleRefusedException {
    return Labels.parse(file.getBytes(StandardCharsets.UTF_8));
  }

  private static Labels.Tidied tidy(String file) throws BundleRefusedException {
    return Labels.tidy(file.getBytes(StandardCharsets.UTF_8));
  }
}
