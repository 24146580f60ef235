package io.saccade.cli.why;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a person names an event. */
sealed interface EventName {

  /**
   * By the id that its producer gave it.
   *
   * @param id as it stands in the event
   */
  record Id(String id) implements EventName {
    @Override
    public String toString() {
      return id;
    }
  }

  /** By where it is, for events that cannot be read, or whose id nobody knows. */
  record At(Spot spot) implements EventName {
    @Override
    public String toString() {
      return spot.toString();
    }
  }

  /**
   * Reads a name.
   *
   * @param images the topic of events: {@code images-3@127} is a place in it, anything else an id
   */
  static EventName of(String text, String images) {
    Matcher place =
        Pattern.compile(Pattern.quote(images) + "-(\\d{1,9})@(\\d{1,18})").matcher(text);
    return place.matches()
        ? new At(new Spot(images, Integer.parseInt(place.group(1)), Long.parseLong(place.group(2))))
        : new Id(text);
  }
}
