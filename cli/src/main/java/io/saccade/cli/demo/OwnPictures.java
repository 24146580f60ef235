package io.saccade.cli.demo;

import io.saccade.cli.files.ImageFile;
import io.saccade.cli.publish.FileEvents;
import io.saccade.model.ErrorCode;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's own images, all of them in their order, again and again. */
final class OwnPictures implements Pictures {

  private final FileEvents events;

  OwnPictures(List<ImageFile> files) {
    this.events = FileEvents.inline(files, 1, Clock.systemUTC());
  }

  @Override
  public ImageEvent.Builder event(long number, Light light) throws IOException {
    ImageEvent.Builder event = ImageEvent.newBuilder(events.event(number));
    if (light == Light.OUT && event.getImage() instanceof ByteBuffer image) {
      try {
        event.setImage(ByteBuffer.wrap(light.on(bytes(image))));
      } catch (IOException damaged) {
        // It is sent as it is: the processor is to say what is wrong with it.
      }
    }
    return event;
  }

  @Override
  public String name(long number) {
    return events.name(number);
  }

  @Override
  public Optional<Boolean> isRight(String eventId, String label) {
    return Optional.empty();
  }

  @Override
  public Optional<Map<ErrorCode, Long>> expectedFailures(long count) {
    return Optional.empty();
  }

  private static byte[] bytes(ByteBuffer image) {
    byte[] bytes = new byte[image.remaining()];
    image.duplicate().get(bytes);
    return bytes;
  }
}
