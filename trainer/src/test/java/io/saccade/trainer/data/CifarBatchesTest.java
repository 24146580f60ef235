package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarBatchesTest {

  @TempDir Path root;

  private static byte[] batch(int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(labels.length * 3073);
    for (int label : labels) {
      bytes.put((byte) label);
      for (int channel = 0; channel < 3; channel++) {
        byte[] plane = new byte[1024];
        Arrays.fill(plane, (byte) (label * 3 + channel));
        bytes.put(plane);
      }
    }
    return bytes.array();
  }

  @Test
  void readsBatchesWithCifarsOwnNames() throws Exception {
    Pictures.write(root.resolve("data_batch_1.bin"), batch(0, 9));
    Pictures.write(root.resolve("test_batch.bin"), batch(3));
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.classes()).containsExactly("airplane", "cat", "truck");
    assertThat(listing.samples())
        .extracting(Sample::name)
        .containsExactly("data_batch_1/00000", "data_batch_1/00001", "test_batch/00000");
    assertThat(listing.samples())
        .extracting(Sample::given)
        .containsExactly(Part.TRAINING, Part.TRAINING, Part.TEST);
    byte[] pixels = new byte[3072];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (27 + i % 3);
    }
    assertThat(listing.samples().get(1).read()).isEqualTo(Png.of(pixels, 32, 32, 3));
  }

  @Test
  void leavesOutWhatIsCutShortOrOfNoClass() throws Exception {
    Pictures.text(root.resolve("batches.meta.txt"), "one", "two", "");
    byte[] whole = batch(1, 0, 2, 1);
    Pictures.write(root.resolve("data_batch_1.bin"), Arrays.copyOf(whole, whole.length - 1));
    Pictures.text(root.resolve("readme.html"), "words");
    Listing listing = ImageSource.at(root).list();
    assertThat(listing.classes()).containsExactly("one", "two");
    assertThat(listing.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            "data_batch_1/00002: Its label is 2 of 2 classes.",
            "data_batch_1/00003: It is cut short.",
            "readme.html: It is not a batch of CIFAR-10.");
  }
}
