package io.saccade.cli.publish;

import io.saccade.schemas.avro.ImageEvent;
import java.net.URLConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every event of one run starts with. Its id is {@code <run>-<number>-<name>}: unique because
 * the run is, readable because the rest is. It counts as captured when it is made: publishing a
 * folder stands for cameras that look now.
 */
public final class EventHeads {

  private static final int LONGEST_NAME = 100;

  private final String run;
  private final Clock clock;

  private EventHeads(String run, Clock clock) {
    this.run = run;
    this.clock = clock;
  }

  /** The heads of a new run: named by the time, and by chance where two start together. */
  public static EventHeads of(Clock clock) {
    String time = Long.toString(clock.millis(), Character.MAX_RADIX);
    int chance = new SecureRandom().nextInt(36 * 36) + 36 * 36;
    return new EventHeads(time + Integer.toString(chance, Character.MAX_RADIX), clock);
  }

  /** The head of the event of this number; the image is still missing. */
  public ImageEvent.Builder of(long number, String name) {
    return ImageEvent.newBuilder()
        .setId("%s-%06d-%s".formatted(run, number, shortened(name)))
        .setCapturedAt(clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** The media type that a file's name says, or null. */
  static @Nullable String contentType(String fileName) {
    return fileName.endsWith(".webp")
        ? "image/webp"
        : URLConnection.guessContentTypeFromName(fileName);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
  }
}
