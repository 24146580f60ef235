package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {

  @TempDir Path root;

  private static byte[] images(int count, int rows, int columns) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * rows * columns);
    bytes.putInt(0x803).putInt(count).putInt(rows).putInt(columns);
    for (byte value = 0; bytes.hasRemaining(); value++) {
      bytes.put(value);
    }
    return bytes.array();
  }

  private static byte[] labels(int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length);
    bytes.putInt(0x801).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    return bytes.array();
  }

  @Test
  void readsPairsPlainAndCompressedWithTheirParts() throws Exception {
    Pictures.write(root.resolve("train-images-idx3-ubyte"), images(3, 2, 5));
    Pictures.write(root.resolve("train-labels.idx1-ubyte"), labels(7, 11, 7));
    Pictures.write(root.resolve("t10k-images-idx3-ubyte.gz"), Pictures.gzip(images(2, 2, 5)));
    Pictures.write(root.resolve("t10k-labels-idx1-ubyte.gz"), Pictures.gzip(labels(11, 7)));
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.leftOut()).isEmpty();
    assertThat(listing.classes()).containsExactly("7", "11");
    assertThat(listing.samples())
        .extracting(Sample::name)
        .containsExactly(
            "t10k/000000", "t10k/000001", "train/000000", "train/000001", "train/000002");
    assertThat(listing.samples()).extracting(Sample::label).containsExactly(1, 0, 0, 1, 0);
    assertThat(listing.samples())
        .extracting(Sample::given)
        .containsExactly(Part.TEST, Part.TEST, Part.TRAINING, Part.TRAINING, Part.TRAINING);
    byte[] second = Arrays.copyOfRange(images(3, 2, 5), 26, 36);
    assertThat(listing.samples().get(3).read()).isEqualTo(Png.of(second, 5, 2, 1));
  }

  @Test
  void leavesOutPairsThatDoNotFitAndFilesThatAreBroken() throws Exception {
    Pictures.write(root.resolve("a-images-idx3-ubyte"), images(3, 2, 2));
    Pictures.write(root.resolve("a-labels-idx1-ubyte"), labels(1, 2));
    Pictures.write(root.resolve("b-images-idx3-ubyte"), Arrays.copyOf(images(2, 2, 2), 20));
    Pictures.write(root.resolve("b-labels-idx1-ubyte"), labels(1, 2));
    Pictures.write(root.resolve("c-images-idx3-ubyte"), images(1, 2, 2));
    Pictures.write(root.resolve("d-labels-idx1-ubyte"), labels(1));
    Pictures.text(root.resolve("e-images-idx3-ubyte.gz"), "no gzip");
    Pictures.write(root.resolve("e-labels-idx1-ubyte"), new byte[] {0, 0});
    Pictures.text(root.resolve("README"), "words");
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.samples()).isEmpty();
    assertThat(listing.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            "README: It is not an IDX file.",
            "a-images-idx3-ubyte: It has 3 images, but there are 2 labels.",
            "b-images-idx3-ubyte: It does not have as many bytes as it says.",
            "c-images-idx3-ubyte: Its labels are missing.",
            "d-labels-idx1-ubyte: Its images are missing.",
            "e-images-idx3-ubyte.gz: It cannot be read: Not in GZIP format.",
            "e-labels-idx1-ubyte: It is cut short.");
  }

  @Test
  void doesNotBelieveImpossibleSizes() throws Exception {
    ByteBuffer huge = ByteBuffer.allocate(16).putInt(0x803).putInt(1 << 30).putInt(99).putInt(99);
    Pictures.write(root.resolve("x-images-idx3-ubyte"), huge.array());
    Pictures.write(root.resolve("x-labels-idx1-ubyte"), labels(1));
    assertThat(ImageSource.at(root).list().leftOut())
        .extracting(LeftOut::reason)
        .containsExactly("It is said to have an impossible number of elements.");
  }
}
