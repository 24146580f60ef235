package io.saccade.cli.fuzz;

import io.saccade.model.NativeHandles;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/** The gate, the decoder and preprocessing: from encoded bytes to a tensor. */
final class ImageTarget implements FuzzTarget {

  private static final int SIDE = 32;

  /** Of sides and pixels less than in production, so that more images are tried in a second. */
  private static final ImageLimits LIMITS =
      new ImageLimits(1 << 20, 4_096, 4_000_000, 20, 1 << 16, EnumSet.allOf(ImageFormat.class));

  private static final int PNG_SIGNATURE = 8;

  private final NativeHandles handles = new NativeHandles();
  private final DecodeBudget budget = new DecodeBudget(1L << 30);
  private final Preprocessor preprocessor =
      new Preprocessor(
          Preprocessing.none(SIDE, ColorOrder.RGB), new ImageGate(LIMITS), budget, handles);
  private final ByteBuffer tensor =
      ByteBuffer.allocateDirect(preprocessor.preprocessing().tensorBytes())
          .order(ByteOrder.nativeOrder());

  @Override
  public void read(byte[] bytes) {
    decode(bytes);
    if (isPng(bytes)) {
      // Whatever changes a chunk is refused for its checksum; so they are put right as well.
      byte[] mended = bytes.clone();
      mendChecksums(mended);
      decode(mended);
    }
    if (handles.open() != 0 || budget.taken() != 0) {
      throw new IllegalStateException(
          "left open: %d images, %d bytes of the budget".formatted(handles.open(), budget.taken()));
    }
  }

  private void decode(byte[] bytes) {
    try (DecodedImage image = preprocessor.decode(ByteBuffer.wrap(bytes))) {
      if (image.width() < 1 || image.height() < 1) {
        throw new IllegalStateException(image.width() + " x " + image.height() + " pixels");
      }
      preprocessor.write(image, tensor.clear());
      if (!Double.isFinite(image.properties().brightness())) {
        throw new IllegalStateException("the brightness is not finite");
      }
    } catch (ImageRefusedException e) {
      Objects.requireNonNull(e.getMessage(), "refused without a word");
    }
  }

  private static boolean isPng(byte[] bytes) {
    return bytes.length > PNG_SIGNATURE && (bytes[0] & 0xFF) == 0x89 && bytes[1] == 'P';
  }

  private static void mendChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = PNG_SIGNATURE;
    while (at + 12 <= png.length) {
      long end = at + 8L + Integer.toUnsignedLong(bytes.getInt(at));
      if (end + 4 > png.length) {
        return;
      }
      CRC32 sum = new CRC32();
      sum.update(png, at + 4, (int) end - at - 4);
      bytes.putInt((int) end, (int) sum.getValue());
      at = (int) end + 4;
    }
  }

  @Override
  public Map<String, byte[]> seeds() throws Exception {
    return DrawnFiles.images();
  }

  @Override
  public String corpus() {
    return "corpora";
  }
}
