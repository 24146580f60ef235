package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.SharedData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the real data sets that lie beside the repository. */
class SharedSetsTest {

  @Test
  void readsAllOfMnist() throws Exception {
    Listing listing = ImageSource.at(SharedData.require("images/mnist-idx")).list();
    assertThat(listing.samples()).hasSize(70_000);
    assertThat(listing.leftOut()).isEmpty();
    List<Sample> few = listing.samples().stream().filter(s -> s.name().endsWith("01")).toList();
    LabelledImages images =
        new Inspection(Pictures.PIXELS, Decoding.defaults())
            .inspect(new Listing(listing.classes(), few, List.of()), Pictures.QUIET);
    assertThat(images.leftOut()).isEmpty();
    assertThat(images.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    Split split = new Splitter(0.1, 0.1, 1).split(images);
    assertThat(split.test()).hasSize(100);
    assertThat(split.training().size() + split.validation().size()).isEqualTo(600);
  }

  @Test
  void readsSignLanguageDigitsAndSplitsThemByClass() throws Exception {
    LabelledImages images = Pictures.inspected(SharedData.require("images/sign-language-digits"));
    assertThat(images.samples()).hasSize(2062);
    assertThat(images.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly("LICENSE: It is in no folder of a class.");
    Split split = new Splitter(0.2, 0.2, 1).split(images);
    assertThat(split.test().size()).isBetween(405, 420);
    assertThat(split.validation()).hasSameSizeAs(split.test());
  }

  @Test
  void readsCifarsFoldersWithTheirOwnTest() throws Exception {
    LabelledImages images = Pictures.inspected(SharedData.require("images/cifar10-jpg-subset"));
    Split split = new Splitter(0.1, 0.1, 1).split(images);
    assertThat(split.training()).hasSize(4500);
    assertThat(split.validation()).hasSize(500);
    assertThat(split.test()).hasSize(1000);
  }

  @Test
  void readsPhotographsFromTheirCsv() throws Exception {
    Listing listing = ImageSource.at(SharedData.require("images/imagenet-300/truth.csv")).list();
    assertThat(listing.samples()).hasSize(300);
    assertThat(listing.classes()).hasSize(300).startsWith("0", "3");
  }
}
