package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvListingTest {

  @TempDir Path root;

  @BeforeEach
  void drawImages() throws Exception {
    Pictures.classes(root, 3, "images");
  }

  private Listing listing(String... lines) throws Exception {
    return ImageSource.at(Pictures.text(root.resolve("truth.csv"), lines)).list();
  }

  @Test
  void readsPathsLabelsAndParts() throws Exception {
    Listing listing =
        listing("path,label,part", "images/0.png,cat,train", "images/1.png,dog,test", "");
    assertThat(listing.classes()).containsExactly("cat", "dog");
    assertThat(listing.samples())
        .extracting(Sample::name)
        .containsExactly("images/0.png", "images/1.png");
    assertThat(listing.samples())
        .extracting(Sample::given)
        .containsExactly(Part.TRAINING, Part.TEST);
    assertThat(listing.samples().get(0).read()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void readsWithoutAHeaderAndWithAByteOrderMarkAndQuotes() throws Exception {
    Listing listing =
        listing("\uFEFF\"images/0.png\",\"a \"\"b\"\", c\"", "./images/1.png , plain ");
    assertThat(listing.classes()).containsExactly("a \"b\", c", "plain");
    assertThat(listing.samples())
        .extracting(Sample::name)
        .containsExactly("images/0.png", "images/1.png");
  }

  @Test
  void leavesBadLinesOutWithTheirReason() throws Exception {
    Listing listing =
        listing(
            "images/0.png,a",
            "images/absent.png,a",
            "images/1.png",
            "images/1.png,",
            "images/2.png,b,holiday",
            "images/0.png,b",
            "a\0b,c");
    assertThat(listing.samples()).hasSize(1);
    assertThat(listing.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            "images/0.png: It is listed more than once.",
            "images/absent.png: There is no such file.",
            "line 3: It is not a path and a label.",
            "line 4: It is not a path and a label.",
            "line 5: Its third cell is none of train, validation and test.",
            "line 7: Its path cannot be a path.");
  }

  @Test
  void refusesWhatIsNotText() throws Exception {
    Path file = Pictures.write(root.resolve("odd.csv"), new byte[] {(byte) 0xC3, 0x28, 0});
    assertThatThrownBy(() -> ImageSource.at(file).list())
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("is not text in UTF-8");
  }
}
