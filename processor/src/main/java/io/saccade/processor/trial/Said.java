package io.saccade.processor.trial;

import io.saccade.model.RefusalCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trial's process says, one line each, among whatever else its libraries print: which step
 * it takes next, and at last what came of it. The text of each is its line.
 */
sealed interface Said {

  /** What every line of ours begins with. */
  String MARK = "saccade-trial ";

  /** What comes next, and may end the process or never end. */
  enum Step implements Said {
    /** The session is made. */
    LOADS,
    /** A batch is run. */
    RUNS;

    @Override
    public String toString() {
      return MARK + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The model has run.
   *
   * @param loaded bytes that it took as it was loaded
   * @param run bytes that running it took beyond that, one batch at a time
   * @param processor processor time of the whole process
   */
  record Passed(long loaded, long run, Duration processor) implements Said {
    @Override
    public String toString() {
      return MARK + "passed " + loaded + " " + run + " " + processor.toMillis();
    }
  }

  /** It was refused as it was loaded, as this process would have refused it, or could not run. */
  record Refused(RefusalCode code, String message) implements Said {
    @Override
    public String toString() {
      return MARK + "refused " + code + " " + message;
    }
  }

  /** The JVM says that a signal is about to end it. */
  record Crashed(String signal, int number) implements Said {}

  /** Reads a line; empty where it is none of these. */
  static Optional<Said> read(String line) {
    Matcher crash = Lines.CRASH.matcher(line);
    if (crash.find()) {
      return Optional.of(new Crashed(crash.group(1), Integer.parseInt(crash.group(2), 16)));
    }
    Matcher passed = Lines.PASSED.matcher(line);
    if (passed.matches()) {
      return Optional.of(
          new Passed(
              Long.parseLong(passed.group(1)),
              Long.parseLong(passed.group(2)),
              Duration.ofMillis(Long.parseLong(passed.group(3)))));
    }
    Matcher refused = Lines.REFUSED.matcher(line);
    if (refused.matches()) {
      return Arrays.stream(RefusalCode.values())
          .filter(code -> code.name().equals(refused.group(1)))
          .findFirst()
          .map(code -> new Refused(code, refused.group(2)));
    }
    return Arrays.stream(Step.values())
        .filter(step -> step.toString().equals(line))
        .<Said>map(step -> step)
        .findFirst();
  }

  /** The forms of lines. */
  final class Lines {

    /** As in {@code # SIGFPE (0x8) at pc=0x00007f8a3c, pid=1, tid=2}. */
    private static final Pattern CRASH =
        Pattern.compile("^#\\s+(SIG[A-Z]+) \\(0x([0-9a-f]{1,2})\\)");

    private static final Pattern PASSED =
        Pattern.compile(MARK + "passed (\\d{1,18}) (\\d{1,18}) (\\d{1,15})");
    private static final Pattern REFUSED = Pattern.compile(MARK + "refused ([A-Z_]+) (.*)");

    private Lines() {}
  }
}
