package io.saccade.processor.topology;

import io.saccade.model.drift.CorruptSumsException;
import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.AlarmState;
import io.saccade.processor.drift.BurnIn;
import io.saccade.processor.drift.Gap;
import io.saccade.processor.drift.Progress;
import io.saccade.processor.drift.Scale;
import io.saccade.processor.drift.Track;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a ledger stands in its store. Nobody but it reads the store, so what is wrong is a bug. */
final class LedgerFormat {

  private static final byte FORM = 1;
  private static final byte[] NOTHING = {};
  private static final int MARK_BYTES = Integer.BYTES + 2 * Long.BYTES;

  private LedgerFormat() {}

  static byte[] write(Progress progress, OptionalLong settled) {
    ByteBuffer out =
        ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES + progress.marks().size() * MARK_BYTES)
            .put(FORM)
            .putLong(settled.orElse(Long.MIN_VALUE))
            .putInt(progress.sources());
    for (Map.Entry<Integer, Progress.Mark> mark : progress.marks().entrySet()) {
      out.putInt(mark.getKey())
          .putLong(mark.getValue().newest())
          .putLong(mark.getValue().quietMillis());
    }
    return out.array();
  }

  static OptionalLong settled(byte[] bytes) {
    long settled = opened(bytes).getLong();
    return settled == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(settled);
  }

  static Progress progress(byte[] bytes) {
    ByteBuffer in = opened(bytes);
    in.getLong();
    int sources = in.getInt();
    SortedMap<Integer, Progress.Mark> marks = new TreeMap<>();
    while (in.hasRemaining()) {
      marks.put(in.getInt(), new Progress.Mark(in.getLong(), in.getLong()));
    }
    return new Progress(sources, marks);
  }

  static byte[] write(StreamWindows.Standing standing) {
    byte[] alarm = bytes(standing.alarm());
    return ByteBuffer.allocate(1 + 3 * Long.BYTES + Integer.BYTES + alarm.length)
        .put(FORM)
        .putLong(standing.track().closedUntilMillis())
        .putLong(standing.track().carriedFromMillis().orElse(Long.MIN_VALUE))
        .putInt(standing.carriedOver())
        .putLong(standing.late())
        .put(alarm)
        .array();
  }

  static StreamWindows.Standing standing(Scale scale, byte[] bytes) {
    ByteBuffer in = opened(bytes);
    long closedUntil = in.getLong();
    long carriedFrom = in.getLong();
    int carriedOver = in.getInt();
    long late = in.getLong();
    return new StreamWindows.Standing(
        new Track(
            scale,
            closedUntil,
            carriedFrom == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(carriedFrom)),
        carriedOver,
        late,
        alarm(in));
  }

  private static byte[] bytes(AlarmState alarm) {
    ByteBuffer out = ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES);
    if (alarm instanceof AlarmState.Ok) {
      return out.put((byte) 1).array();
    } else if (alarm instanceof AlarmState.Warn warn) {
      return out.put((byte) 2).putInt(warn.windowsAgo()).array();
    } else if (alarm instanceof AlarmState.Alarm of) {
      return out.put((byte) 3).putLong(of.sinceMillis()).array();
    } else if (alarm instanceof AlarmState.Recovering of) {
      return out.put((byte) 4).putLong(of.sinceMillis()).putInt(of.calm()).array();
    }
    return out.array();
  }

  private static AlarmState alarm(ByteBuffer in) {
    return switch (in.get()) {
      case 0 -> AlarmState.start();
      case 1 -> new AlarmState.Ok();
      case 2 -> new AlarmState.Warn(in.getInt());
      case 3 -> new AlarmState.Alarm(in.getLong());
      case 4 -> new AlarmState.Recovering(in.getLong(), in.getInt());
      default -> throw new IllegalStateException("the store was written by a newer version");
    };
  }

  static byte[] write(Acceptance acceptance) {
    BurnIn burnIn = acceptance.burnIn();
    byte[] series =
        acceptance.gap().map(gap -> gap.series().getBytes(StandardCharsets.UTF_8)).orElse(NOTHING);
    return ByteBuffer.allocate(1 + Integer.BYTES + 5 * Double.BYTES + series.length)
        .put(FORM)
        .putInt(burnIn.windows())
        .putDouble(burnIn.share())
        .putDouble(burnIn.softmax())
        .putDouble(burnIn.features())
        .putDouble(burnIn.image())
        .putDouble(acceptance.gap().map(Gap::distance).orElse(0.0))
        .put(series)
        .array();
  }

  static Acceptance acceptance(byte[] bytes) {
    ByteBuffer in = opened(bytes);
    BurnIn burnIn =
        new BurnIn(in.getInt(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
    double distance = in.getDouble();
    String series = StandardCharsets.UTF_8.decode(in).toString();
    return new Acceptance(
        burnIn, series.isEmpty() ? Optional.empty() : Optional.of(new Gap(series, distance)));
  }

  static WindowSums sums(byte[] bytes) {
    try {
      return WindowSums.parse(bytes);
    } catch (CorruptSumsException e) {
      throw new IllegalStateException("the sums in the store are damaged", e);
    }
  }

  private static ByteBuffer opened(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte form = in.get();
    if (form != FORM) {
      throw new IllegalStateException(
          "the store was written by a version of the processor that is newer: form " + form);
    }
    return in;
  }
}
