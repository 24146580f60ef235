package io.saccade.processor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class PicturesTest {

  private final NativeHandles handles = new NativeHandles();
  private final BlockingQueue<Picture> told = new LinkedBlockingQueue<>();

  private Pictures pictures(byte[] encoded) {
    Pictures pictures =
        new Pictures(
            2,
            new Pictures.Formats(bytes -> event(encoded), bytes -> prediction()),
            new ImageGate(ImageLimits.defaults()),
            handles,
            new Pictures.Told(told::add, Clock.systemUTC()));
    pictures.start();
    return pictures;
  }

  @Test
  void makesAFewAndFreesWhatTheyTook() throws Exception {
    byte[] photograph = new ShapeImages(1, 640, 400, ImageFormat.JPEG).draw(0).encoded();
    try (Pictures pictures = pictures(photograph)) {
      int handedOver = 0;
      while (told.size() < 3) {
        pictures.classified(new byte[0], new byte[0]);
        handedOver++;
      }
      // Millions were handed over meanwhile.
      assertThat(handedOver).isGreaterThan(1_000);
      assertThat(told).hasSizeLessThan(10);
      assertThat(pictures.newest()).hasSize(2);
      assertThat(pictures.newest().get(0).id()).isGreaterThan(pictures.newest().get(1).id());
    }
    Picture picture = told.element();
    assertThat(picture.labels()).containsExactly(new Picture.Said("red", 0.75));
    byte[] jpeg = Base64.getDecoder().decode(picture.jpeg());
    assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(160);
    assertThat(handles.open()).isZero();
  }

  private static ImageEvent event(byte[] encoded) {
    return ImageEvent.newBuilder()
        .setId("e")
        .setCapturedAt(Instant.EPOCH)
        .setImage(ByteBuffer.wrap(encoded))
        .build();
  }

  private static Prediction prediction() {
    return new Prediction(
        "e",
        new SourceCoordinates("images", 0, 1L),
        new ModelIdentity("colors", "1", "00"),
        List.of(new Label(0, "red", 0.75f)),
        Cohort.PRIMARY);
  }
}
