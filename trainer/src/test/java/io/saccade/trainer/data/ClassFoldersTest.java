package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {

  @TempDir Path root;

  @Test
  void namesClassesByTheirFoldersAndTakesImagesAtAnyDepth() throws Exception {
    Pictures.classes(root, 2, "cat", "ant");
    Pictures.write(root.resolve("cat/deeper/x.png"), Pictures.png(4, 4, 1));
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.classes()).containsExactly("ant", "cat");
    assertThat(listing.samples())
        .extracting(Sample::name)
        .containsExactly("ant/0.png", "ant/1.png", "cat/0.png", "cat/1.png", "cat/deeper/x.png");
    assertThat(listing.samples()).extracting(Sample::label).containsExactly(0, 0, 1, 1, 1);
    assertThat(listing.leftOut()).isEmpty();
  }

  @Test
  void sortsClassesThatAreNumbersAsNumbers() throws Exception {
    Pictures.classes(root, 1, "10", "9", "1");
    assertThat(ImageSource.at(root).list().classes()).containsExactly("1", "9", "10");
  }

  @Test
  void listsStrayAndHiddenFilesWithTheirReason() throws Exception {
    Pictures.classes(root, 1, "a", "b");
    Pictures.text(root.resolve("LICENSE"), "words");
    Pictures.text(root.resolve(".git/config"), "words");
    Pictures.text(root.resolve("a/.DS_Store"), "words");
    Pictures.text(root.resolve("a/.cache/x"), "words");
    Pictures.text(root.resolve("b/Thumbs.db"), "words");
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.samples()).hasSize(2);
    assertThat(listing.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            ".git: It is hidden.",
            "LICENSE: It is in no folder of a class.",
            "a/.DS_Store: It is hidden.",
            "a/.cache: It is hidden.",
            "b/Thumbs.db: It is hidden.");
  }

  @Test
  void readsFoldersThatAreNamedForPartsAsParts() throws Exception {
    Pictures.classes(root.resolve("train"), 2, "a", "b");
    Pictures.classes(root.resolve("Test"), 1, "a", "b");
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.classes()).containsExactly("a", "b");
    assertThat(listing.samples())
        .extracting(Sample::given)
        .containsExactly(
            Part.TEST, Part.TEST, Part.TRAINING, Part.TRAINING, Part.TRAINING, Part.TRAINING);
  }

  @Test
  void takesATestFolderWithoutATrainingFolderForAClass() throws Exception {
    Pictures.classes(root, 1, "test", "rest");
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.classes()).containsExactly("rest", "test");
    assertThat(listing.samples()).extracting(Sample::given).containsOnlyNulls();
  }

  @Test
  void leavesOtherFoldersBesidePartsOut() throws Exception {
    Pictures.classes(root.resolve("train"), 2, "a", "b");
    Pictures.classes(root.resolve("notes"), 1, "a", "c");
    Pictures.write(root.resolve("test/unlabelled.png"), Pictures.png(4, 4, 1));
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.classes()).containsExactly("a", "b");
    assertThat(listing.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            "notes: It is none of train, validation and test.",
            "test/unlabelled.png: It is in no folder of a class.");
  }

  @Test
  void takesATrainFolderOfImagesBesideOthersForAClass() throws Exception {
    Pictures.classes(root, 2, "bus", "train");
    assertThat(ImageSource.at(root).list().classes()).containsExactly("bus", "train");
  }

  @Test
  void stepsIntoASingleFolderAroundTheClasses() throws Exception {
    Pictures.classes(root.resolve("flowers"), 2, "rose", "tulip");
    Pictures.text(root.resolve("LICENSE"), "words");
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.classes()).containsExactly("rose", "tulip");
    assertThat(listing.samples()).extracting(Sample::name).contains("flowers/rose/0.png");
    assertThat(listing.leftOut()).hasSize(1);
  }

  @Test
  void endsWhereLinksGoInCircles() throws Exception {
    Pictures.classes(root, 1, "a", "b");
    try {
      Files.createSymbolicLink(root.resolve("a/again"), root.resolve("a"));
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "needs a file system with links");
    }
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.samples()).hasSize(2);
    assertThat(listing.leftOut()).hasSize(1);
    assertThat(listing.leftOut().get(0).reason()).contains("link");
  }

  @Test
  void saysWhatIsExpectedWhereThereIsNoDataSet() throws Exception {
    assertThatThrownBy(() -> ImageSource.at(root.resolve("absent")))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("There is no data set at");
    assertThatThrownBy(() -> ImageSource.at(root).list())
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("has no folders");
    Path text = Pictures.text(root.resolve("notes.txt"), "words");
    assertThatThrownBy(() -> ImageSource.at(text))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("neither a folder, nor a .zip of one, nor a .csv file");
  }
}
