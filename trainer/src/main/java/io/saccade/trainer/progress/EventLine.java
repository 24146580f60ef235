package io.saccade.trainer.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** An event as one line of JSON, as a child process tells it to its parent. */
public final class EventLine {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(TrainingEvent.class);
  private static final ObjectReader READER = MAPPER.readerFor(TrainingEvent.class);

  private EventLine() {}

  /** The event, without the end of the line. */
  public static String write(TrainingEvent event) {
    try {
      return WRITER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values can always be written", e);
    }
  }

  /** The event of this line; none where it is another text, such as a native library's. */
  public static Optional<TrainingEvent> read(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      TrainingEvent event = READER.readValue(line);
      return Optional.of(event);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
