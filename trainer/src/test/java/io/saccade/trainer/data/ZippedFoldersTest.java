package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZippedFoldersTest {

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"", "flowers/"})
  void areReadAsTheFoldersAre(String before) throws Exception {
    Path folders = root.resolve("folders");
    Pictures.classes(folders, 3, "rose", "tulip");
    byte[] whole = Pictures.png(8, 8, 5);
    Pictures.write(folders.resolve("rose/cut.png"), Arrays.copyOf(whole, 90));
    Pictures.text(folders.resolve("__MACOSX/._rose"), "words");
    Path zip = Pictures.zip(folders, root.resolve("set.ZIP"), before);

    LabelledImages images = Pictures.inspected(zip);

    assertThat(images.classes()).containsExactly("rose", "tulip");
    assertThat(images.samples()).hasSize(6);
    assertThat(images.samples().get(0).name()).isEqualTo(before + "rose/0.png");
    assertThat(images.samples().get(0).read())
        .isEqualTo(Pictures.inspected(folders).samples().get(0).read());
    assertThat(images.leftOut())
        .extracting(LeftOut::name)
        .containsExactlyInAnyOrder(before + "__MACOSX", before + "rose/cut.png");
  }

  @Test
  void areRefusedWhereTheFileIsNoZipOrHoldsNoFolders() throws Exception {
    Path words = Pictures.text(root.resolve("words.zip"), "these are words");
    assertThatThrownBy(() -> ImageSource.at(words).list())
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("words.zip is no zip that can be read");
    Pictures.write(root.resolve("flat/0.png"), Pictures.png(8, 8, 1));
    Path flat = Pictures.zip(root.resolve("flat"), root.resolve("flat.zip"), "");
    assertThatThrownBy(() -> ImageSource.at(flat).list())
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("flat.zip has no folders");
  }

  @Test
  void areReadByManyThreadsFromARealArchive() throws Exception {
    Path zip = SharedData.require("images/cifar10-test-10000.zip");
    Listing all = ImageSource.at(zip).list();
    assertThat(all.classes()).hasSize(10).contains("airplane", "truck");
    assertThat(all.samples()).hasSize(10_000);
    List<Sample> some = all.samples().stream().filter(s -> s.name().endsWith("7.jpg")).toList();
    LabelledImages images =
        new Inspection(Pictures.PIXELS, Decoding.defaults())
            .inspect(new Listing(all.classes(), some, List.of()), Pictures.QUIET);
    assertThat(images.leftOut()).isEmpty();
    assertThat(images.samples()).hasSize(some.size());
  }
}
