package io.saccade.processor.trial;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** How a trial ended. */
sealed interface Ending {

  /**
   * As it should.
   *
   * @param loaded bytes that the model took as it was loaded
   * @param run bytes that running it took beyond that, one batch at a time
   * @param processor processor time of the whole process
   */
  record Passed(long loaded, long run, Duration processor) implements Ending {}

  /** The version was refused there, as it would have been here. */
  record Refused(RefusalCode code, String message) implements Ending {

    /** For logs: who is refused may have written the message. */
    @Override
    public String toString() {
      return "Refused[" + code + "]";
    }
  }

  /**
   * It ended without a word.
   *
   * @param status the number of a signal, or what it returned
   * @param signal the name of the signal, or empty
   * @param begun whether the model was touched before
   * @param largest the most bytes that it was seen to hold
   */
  record Died(int status, String signal, boolean begun, long largest) implements Ending {

    private static final int BY_SIGNAL = 128;
    private static final Map<Integer, String> SIGNALS =
        Map.of(
            4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
            "SIGTERM");

    /**
     * By what the system says.
     *
     * @param status 128 and a signal's number, where one ended it
     */
    static Died of(int status, boolean begun, long largest) {
      int number = status - BY_SIGNAL;
      return number > 0
          ? new Died(number, SIGNALS.getOrDefault(number, ""), begun, largest)
          : new Died(status, "", begun, largest);
    }

    boolean isKill() {
      return signal.equals("SIGKILL");
    }

    private String by() {
      if (signal.isEmpty()) {
        return "status " + status;
      }
      return "signal %d (%s)".formatted(status, signal);
    }
  }

  /** It was ended because it held more than it may. */
  record TookTooMuch(long bytes) implements Ending {}

  /** It was ended because its time was over. */
  record TookTooLong() implements Ending {}

  /** It was ended because a batch ran for longer than any may. */
  record RanTooLong() implements Ending {}

  /**
   * What it amounts to.
   *
   * @throws BundleRefusedException unless it passed
   */
  default void require(Bounds bounds) throws BundleRefusedException {
    if (this instanceof Refused refused) {
      throw new BundleRefusedException(refused.code(), refused.message());
    }
    if (this instanceof Died died) {
      throw refusal(died, bounds);
    }
    if (this instanceof TookTooMuch much) {
      throw memory(
          "the model took %s in a trial process, and %s may be taken"
              .formatted(mebibytes(much.bytes()), mebibytes(bounds.most().orElse(0))));
    }
    if (this instanceof Passed passed
        && bounds.most().isPresent()
        && passed.loaded() + bounds.lanes() * (double) passed.run() > bounds.most().getAsLong()) {
      throw memory(
          "the model took %s as it was loaded and %s as it ran, which in %d lanes is more than the %s that may be taken"
              .formatted(
                  mebibytes(passed.loaded()),
                  mebibytes(passed.run()),
                  bounds.lanes(),
                  mebibytes(bounds.most().orElse(0))));
    }
    if (this instanceof TookTooLong) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_LATENCY,
          ("the model did not load and run in a trial process within %d s, and was ended; raise"
                  + " bundle.trial.deadline, or serve a smaller model")
              .formatted(bounds.deadline().toSeconds()));
    }
    if (this instanceof RanTooLong) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_LATENCY,
          "a batch did not end within %d ms in a trial process, which was ended; serve a smaller model"
              .formatted(bounds.longestRun().toMillis()));
    }
  }

  private static BundleRefusedException refusal(Died died, Bounds bounds) {
    // Many do not look whether they got the memory that they asked for.
    if (died.isKill() || died.largest() > bounds.most().orElse(Long.MAX_VALUE) / 2) {
      return memory(
          "the model ended a trial process with %s, most likely for want of memory: it took %s"
              .formatted(died.by(), mebibytes(died.largest())));
    }
    return new BundleRefusedException(
        RefusalCode.MODEL_FORMAT,
        died.begun()
            ? "the model ended a trial process with %s; export it again, with another exporter"
                .formatted(died.by())
            : ("a trial process ended with %s before it touched the model; see what is wrong with"
                    + " this machine, or set bundle.trial=false to serve what was not tried")
                .formatted(died.by()));
  }

  private static BundleRefusedException memory(String what) {
    return new BundleRefusedException(
        RefusalCode.MODEL_MEMORY,
        what
            + "; lower batch.size or lanes, raise bundle.trial.memory or the memory of the machine,"
            + " or serve a smaller model");
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }
}
