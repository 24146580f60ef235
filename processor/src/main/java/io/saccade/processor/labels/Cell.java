package io.saccade.processor.labels;

import io.saccade.processor.accuracy.AnswerStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * An hour, or a window, of a stream, as a part of a key in a store: in order of the streams, and of
 * each in order of time.
 *
 * @param start when it begins, in milliseconds
 */
record Cell(AnswerStream stream, long start) {

  /** What all cells of a stream begin with. */
  static String prefix(AnswerStream stream) {
    return stream.sha256() + "/" + URLEncoder.encode(stream.key(), StandardCharsets.UTF_8) + "/";
  }

  static Cell parse(String text) {
    String[] parts = text.split("/", -1);
    return new Cell(
        new AnswerStream(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)),
        Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return prefix(stream) + "%016d".formatted(start);
  }
}
