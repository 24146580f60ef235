package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PreprocessorTest {

  private static final byte[] SCENE = DrawnImages.png(DrawnImages.scene(90, 70));

  @Test
  void turnsEveryOrientationUpright() throws Exception {
    BufferedImage scene = DrawnImages.scene(160, 112);
    Fixture fixture = new Fixture(Fixture.pixels(56, 48));
    byte[] upright = fixture.tensor(DrawnImages.jpeg(scene));
    for (int value = 1; value <= 8; value++) {
      byte[] stored = DrawnImages.jpeg(stored(scene, Orientation.ofExif(value)));
      byte[] tagged = DrawnImages.withOrientation(stored, value, ByteOrder.LITTLE_ENDIAN);
      try (DecodedImage image = fixture.preprocessor.decode(ByteBuffer.wrap(tagged))) {
        assertThat(image.width()).isEqualTo(160);
        assertThat(image.height()).isEqualTo(112);
      }

      // JPEG's own losses differ a little from one storage order to the next.
      assertThat(Fixture.distance(fixture.tensor(tagged), upright))
          .as("orientation %d", value)
          .isLessThan(1.5);
    }
  }

  /** The image as a camera held like this would store it. */
  private static BufferedImage stored(BufferedImage upright, Orientation orientation) {
    int width = orientation.transposes() ? upright.getHeight() : upright.getWidth();
    int height = orientation.transposes() ? upright.getWidth() : upright.getHeight();
    BufferedImage stored = new BufferedImage(width, height, upright.getType());
    for (int y = 0; y < upright.getHeight(); y++) {
      for (int x = 0; x < upright.getWidth(); x++) {
        int u = orientation.mirrorsX() ? upright.getWidth() - 1 - x : x;
        int v = orientation.mirrorsY() ? upright.getHeight() - 1 - y : y;
        int rgb = upright.getRGB(x, y);
        stored.setRGB(orientation.transposes() ? v : u, orientation.transposes() ? u : v, rgb);
      }
    }
    return stored;
  }

  @Test
  void writesTheSamePixelsInEveryLayoutOrderAndType() throws Exception {
    byte[] rgb = new Fixture(Fixture.pixels(36, 32)).tensor(SCENE);
    for (ColorOrder color : List.of(ColorOrder.RGB, ColorOrder.BGR)) {
      for (TensorLayout layout : TensorLayout.values()) {
        for (ElementType type : ElementType.values()) {
          for (int orientation : new int[] {1, 6}) {
            assertSamePixels(
                rgb,
                new Preprocessing(
                    32,
                    32,
                    36,
                    color,
                    layout,
                    type,
                    ResizeFilter.BILINEAR_ANTIALIAS,
                    1f,
                    List.of(0f, 0f, 0f),
                    List.of(1f, 1f, 1f),
                    Rgb.BLACK),
                orientation);
          }
        }
      }
    }
  }

  private static void assertSamePixels(byte[] rgb, Preprocessing as, int orientation)
      throws ImageRefusedException {
    byte[] scene = orientation == 1 ? SCENE : PngTags.withOrientation(SCENE, orientation);
    byte[] expected = orientation == 1 ? rgb : new Fixture(Fixture.pixels(36, 32)).tensor(scene);
    ByteBuffer tensor =
        ByteBuffer.wrap(new Fixture(as).tensor(scene)).order(ByteOrder.nativeOrder());
    for (int i = 0; i < 32 * 32; i++) {
      for (int c = 0; c < 3; c++) {
        int at = as.layout() == TensorLayout.NCHW ? c * 32 * 32 + i : i * 3 + c;
        float value =
            as.type() == ElementType.UINT8 ? tensor.get(at) & 0xFF : tensor.getFloat(4 * at);
        int channel = as.color() == ColorOrder.BGR ? 2 - c : c;
        assertThat(value).isEqualTo(expected[i * 3 + channel] & 0xFF);
      }
    }
  }

  @Test
  void normalizesEachChannelByItsOwnNumbers() throws Exception {
    byte[] rgb = new Fixture(Fixture.pixels(73, 64)).tensor(SCENE);
    Preprocessing torch = Preprocessing.torchvision(64);

    ByteBuffer tensor =
        ByteBuffer.wrap(new Fixture(torch).tensor(SCENE)).order(ByteOrder.nativeOrder());

    for (int c = 0; c < 3; c++) {
      float expected = ((rgb[c] & 0xFF) / 255f - torch.mean().get(c)) / torch.std().get(c);
      assertThat(tensor.getFloat(4 * 64 * 64 * c))
          .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void writesAtThePositionAndAdvancesIt() throws Exception {
    Fixture fixture = new Fixture(Fixture.pixels(8, 8));
    int bytes = fixture.preprocessor.preprocessing().tensorBytes();
    ByteBuffer batch = ByteBuffer.allocateDirect(3 * bytes).order(ByteOrder.nativeOrder());
    batch.position(bytes);

    try (DecodedImage image = fixture.preprocessor.decode(ByteBuffer.wrap(SCENE))) {
      fixture.preprocessor.write(image, batch);
    }

    assertThat(batch.position()).isEqualTo(2 * bytes);
    byte[] written = new byte[bytes];
    batch.get(bytes, written);
    assertThat(written).isEqualTo(fixture.tensor(SCENE));
    assertThat(batch.get(0)).isZero();
    assertThat(batch.get(2 * bytes)).isZero();
  }

  @Test
  void refusesTargetsItCannotWriteTo() throws Exception {
    Fixture fixture = new Fixture(Fixture.pixels(8, 8));
    ByteBuffer small = ByteBuffer.allocateDirect(10).order(ByteOrder.nativeOrder());
    ByteBuffer heap = ByteBuffer.allocate(8 * 8 * 3).order(ByteOrder.nativeOrder());
    Preprocessor other = new Fixture(Fixture.pixels(9, 8)).preprocessor;
    ByteBuffer fair = ByteBuffer.allocateDirect(8 * 8 * 3).order(ByteOrder.nativeOrder());

    try (DecodedImage image = fixture.preprocessor.decode(ByteBuffer.wrap(SCENE))) {
      for (ByteBuffer target : List.of(small, heap)) {
        assertThatThrownBy(() -> fixture.preprocessor.write(image, target))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> other.write(image, fair))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void countsImagesAndBytesUntilTheyAreClosed() throws Exception {
    Fixture fixture = new Fixture(Fixture.pixels(8, 8));

    DecodedImage image = fixture.preprocessor.decode(ByteBuffer.wrap(SCENE));

    assertThat(fixture.handles.open()).isEqualTo(1);
    assertThat(fixture.budget.taken()).isGreaterThanOrEqualTo(90 * 70 * 3);
    image.close();
    image.close();
    assertThat(fixture.handles.open()).isZero();
    assertThat(fixture.budget.taken()).isZero();
  }

  @Test
  void givesTheBudgetBackWhenDecodingFails() {
    Fixture fixture = new Fixture(Fixture.pixels(8, 8));
    byte[] rows = new byte[3];

    assertThat(fixture.refusal(new PngBuilder().header(4, 4, 8, 2).rows(rows).end())).isPresent();

    assertThat(fixture.budget.taken()).isZero();
    assertThat(fixture.handles.open()).isZero();
  }

  @Test
  void givesEveryThreadTheSameTensor() throws Exception {
    Fixture fixture = new Fixture(Fixture.pixels(36, 32));
    byte[] expected = fixture.tensor(SCENE);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<byte[]>> work = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        work.add(() -> fixture.tensor(SCENE));
      }
      for (Future<byte[]> tensor : threads.invokeAll(work)) {
        assertThat(tensor.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(fixture.handles.open()).isZero();
  }
}
