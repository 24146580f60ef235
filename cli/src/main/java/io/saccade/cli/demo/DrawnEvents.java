package io.saccade.cli.demo;

import io.saccade.cli.publish.EventHeads;
import io.saccade.model.ErrorCode;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Events with drawn images, every so often a broken one; it remembers what each one shows. */
final class DrawnEvents implements Pictures {

  static final int WIDTH = 96;
  static final int HEIGHT = 80;

  private static final long SEED = 4;
  private static final int EVERY = 50;

  private final boolean colors;
  private final EventHeads heads = EventHeads.of(Clock.systemUTC());
  private final ShapeImages jpegs = new ShapeImages(SEED, WIDTH, HEIGHT, ImageFormat.JPEG);
  private final ShapeImages pngs = new ShapeImages(SEED, WIDTH, HEIGHT, ImageFormat.PNG);
  private final Map<String, String> labels = new ConcurrentHashMap<>();

  private DrawnEvents(boolean colors) {
    this.colors = colors;
  }

  /** Events for a model that tells the colours of shapes. */
  static DrawnEvents forColors() {
    return new DrawnEvents(true);
  }

  /** Events for a model that knows nothing of them. */
  static DrawnEvents forAnyModel() {
    return new DrawnEvents(false);
  }

  @Override
  public ImageEvent.Builder event(long number, Light light) throws IOException {
    Optional<BrokenImage> broken = broken(number);
    ShapeImage image = number % 2 == 0 ? jpegs.draw(number) : pngs.draw(number);
    byte[] encoded =
        broken.isPresent()
            ? broken.get().of(pngs.draw(number).encoded())
            : light.on(image.encoded());
    ImageEvent.Builder event =
        heads
            .of(number, broken.map(Enum::name).orElse(image.color().label()))
            .setImage(ByteBuffer.wrap(encoded));
    if (colors && broken.isEmpty()) {
      labels.put(event.getId(), image.color().label());
    }
    return event;
  }

  @Override
  public String name(long number) {
    return "drawn image " + number;
  }

  /** Asked once for each event: what it shows is forgotten then. */
  @Override
  public Optional<Boolean> isRight(String eventId, String label) {
    return Optional.ofNullable(labels.remove(eventId)).map(label::equals);
  }

  @Override
  public Optional<Map<ErrorCode, Long>> expectedFailures(long count) {
    Map<ErrorCode, Long> expected = new EnumMap<>(ErrorCode.class);
    for (long number = 0; number < count; number++) {
      broken(number).ifPresent(broken -> expected.merge(broken.code(), 1L, Long::sum));
    }
    return Optional.of(expected);
  }

  private static Optional<BrokenImage> broken(long number) {
    if (number % EVERY != EVERY - 1) {
      return Optional.empty();
    }
    BrokenImage[] kinds = BrokenImage.values();
    return Optional.of(kinds[(int) (number / EVERY % kinds.length)]);
  }
}
