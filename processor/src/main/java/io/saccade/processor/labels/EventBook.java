package io.saccade.processor.labels;

import io.saccade.processor.accuracy.LabelledEvent;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * What is known of the events of one partition, for as long as it may matter: the store drops it by
 * the segment. For one thread.
 */
final class EventBook {

  private final WindowStore<String, byte[]> store;

  /**
   * What is known of an event.
   *
   * @param since the time that it is kept under, in milliseconds
   */
  record Known(long since, LabelledEvent event) {}

  EventBook(WindowStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * Looks an event up.
   *
   * @param oldest before this nothing is known any more, whether the store still has it or not
   */
  Optional<Known> find(String event, long oldest, long newest) {
    Known last = null;
    try (WindowStoreIterator<byte[]> all =
        store.fetch(event, Math.max(0, oldest), Math.max(0, newest))) {
      while (all.hasNext()) {
        KeyValue<Long, byte[]> one = all.next();
        last = new Known(one.key, EventFormat.read(one.value));
      }
    }
    return Optional.ofNullable(last);
  }

  void put(String event, Known known) {
    store.put(event, EventFormat.write(known.event()), known.since());
  }
}
