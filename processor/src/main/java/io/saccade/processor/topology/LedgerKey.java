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

  /** What an operator has accepted of a stream. */
  record OfAcceptance(StreamId stream) implements LedgerKey {

    static final String NAME = "accepted|";

    @Override
    public String toString() {
      return NAME + stream;
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
    if (text.startsWith(OfAcceptance.NAME)) {
      return new OfAcceptance(stream(text.substring(OfAcceptance.NAME.length())));
    }
    String[] parts = text.split("\\|", text.startsWith("open|") ? 4 : 3);
    StreamId stream = stream(parts[parts.length - 1]);
    Scale scale = Scale.valueOf(parts[1]);
    return switch (parts[0]) {
      case "track" -> new OfTrack(stream, scale);
      case "carried" -> new OfCarried(stream, scale);
      case "open" -> new OfOpen(stream, scale, Long.parseLong(parts[2]));
      default -> throw new IllegalStateException("an entry of nobody's: " + text);
    };
  }

  private static StreamId stream(String text) {
    return StreamId.parse(text)
        .orElseThrow(() -> new IllegalStateException("an entry of nobody's: " + text));
  }
}
