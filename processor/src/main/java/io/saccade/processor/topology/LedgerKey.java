package io.saccade.processor.topology;

import io.saccade.processor.drift.Scale;

/**
 * What the entries of the store are called. The stream comes last, because nobody knows what is in
 * its name.
 */
sealed interface LedgerKey {

  /** How far the partitions are that events come from. */
  record OfProgress() implements LedgerKey {

    static final String NAME = "progress";
  }

  /** How a stream stands. */
  record OfTrack(StreamId stream, Scale scale) implements LedgerKey {

    @Override
    public String toString() {
      return "track|" + scale + "|" + stream;
    }
  }

  /** The sums of windows that had too few images. */
  record OfCarried(StreamId stream, Scale scale) implements LedgerKey {

    @Override
    public String toString() {
      return "carried|" + scale + "|" + stream;
    }
  }

  /** The sums of a window that is open. */
  record OfOpen(StreamId stream, Scale scale, long start) implements LedgerKey {

    @Override
    public String toString() {
      return "open|" + scale + "|" + start + "|" + stream;
    }
  }

  /** Reads a key as it writes itself. */
  static LedgerKey read(String text) {
    if (text.equals(OfProgress.NAME)) {
      return new OfProgress();
    }
    String[] parts = text.split("\\|", text.startsWith("open|") ? 4 : 3);
    StreamId stream =
        StreamId.parse(parts[parts.length - 1])
            .orElseThrow(() -> new IllegalStateException("an entry of nobody's: " + text));
    Scale scale = Scale.valueOf(parts[1]);
    return switch (parts[0]) {
      case "track" -> new OfTrack(stream, scale);
      case "carried" -> new OfCarried(stream, scale);
      case "open" -> new OfOpen(stream, scale, Long.parseLong(parts[2]));
      default -> throw new IllegalStateException("an entry of nobody's: " + text);
    };
  }
}
