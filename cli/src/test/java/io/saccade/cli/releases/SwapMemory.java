package io.saccade.cli.releases;

import io.saccade.cli.CliProcess;
import io.saccade.cli.faults.Evidence;
import io.saccade.cli.faults.LiveObjects;
import io.saccade.cli.faults.OpenHandles;
import io.saccade.cli.faults.ResidentMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What a process held after each of many swaps. */
final class SwapMemory {

  /** Primary, canary, shadow, previous. */
  private static final int OPEN = 4;

  /** Tensors and threads are made when they are first needed; what leaks is one or more a swap. */
  private static final int LATE = 8;

  /**
   * What is open.
   *
   * @param sessions those of models
   * @param handles native images, tensors and sessions
   */
  record Open(long sessions, long handles) {}

  private final CliProcess process;
  private final long ofOneVersion;
  private final List<Long> sessions = new ArrayList<>();
  private final List<Long> handles = new ArrayList<>();
  private final List<Long> resident = new ArrayList<>();
  private final List<Long> live = new ArrayList<>();
  private final List<OpenHandles> beside = new ArrayList<>();

  /**
   * Begins where nothing was swapped yet.
   *
   * @param ofOneVersion how many sessions a version has open
   */
  SwapMemory(CliProcess process, long ofOneVersion) {
    this.process = process;
    this.ofOneVersion = ofOneVersion;
  }

  /**
   * After a swap.
   *
   * @param weighed whether bytes are looked at as well, which takes its time
   */
  void add(Open open, boolean weighed) throws IOException {
    sessions.add(open.sessions());
    handles.add(open.handles());
    if (weighed) {
      beside.add(OpenHandles.of(process.pid()));
      live.add(LiveObjects.of(process.pid()).bytes());
      resident.add(ResidentMemory.of(process.pid()).bytesInUse());
    }
  }

  /** One sentence for each measure by which it holds more and more. */
  List<String> violations(long mostBytes) {
    List<String> violations = new ArrayList<>();
    int half = handles.size() / 2;
    long first = Collections.max(handles.subList(0, half));
    long second = Collections.max(handles.subList(half, handles.size()));
    if (second > first + LATE) {
      violations.add("native resources grew from %d to %d".formatted(first, second));
    }
    long most = Collections.max(sessions);
    if (most > OPEN * ofOneVersion) {
      violations.add("%d sessions are more than those of %d versions".formatted(most, OPEN));
    }
    if (growth(resident) > mostBytes) {
      violations.add("resident memory grew by " + growth(resident));
    }
    if (growth(live) > mostBytes) {
      violations.add("live objects grew by " + growth(live));
    }
    OpenHandles before = beside.get(0);
    OpenHandles after = beside.get(beside.size() - 1);
    if (after.descriptors() > before.descriptors() + LATE) {
      violations.add("open files grew from %s to %s".formatted(before, after));
    }
    if (after.threads() > before.threads() + LATE) {
      violations.add("threads grew from %s to %s".formatted(before, after));
    }
    return violations;
  }

  /** What was held, for the page that evidence is kept on. */
  Evidence figures(Evidence evidence) {
    return evidence
        .figure("swaps", handles.size())
        .figure("resident MiB grown by swaps", growth(resident) >> 20)
        .figure("live MiB grown", growth(live) >> 20)
        .figure("native resources at most", Collections.max(handles));
  }

  private static long growth(List<Long> bytes) {
    return bytes.get(bytes.size() - 1) - bytes.get(0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d swaps, sessions of one version=%d, at most=%d, native resources at most=%d, at the"
            + " end=%d; in the second half resident memory grew by %.1f MiB to %d MiB, live objects"
            + " by %.1f MiB; open %s and then %s",
        handles.size(),
        ofOneVersion,
        Collections.max(sessions),
        Collections.max(handles),
        handles.get(handles.size() - 1),
        growth(resident) / 1048576.0,
        resident.get(resident.size() - 1) >> 20,
        growth(live) / 1048576.0,
        beside.get(0),
        beside.get(beside.size() - 1));
  }
}
