package io.saccade.cli.console;

/** The end of the process. */
public final class Exit {

  private Exit() {}

  /**
   * Ends the process with this code, also where a signal is ending it already: the JVM would answer
   * with the signal's number, whatever became of the command, and would block who calls {@link
   * System#exit} meanwhile. Does not return.
   */
  public static void with(int code) {
    if (isUnderWay()) {
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  /** Hooks are refused once the JVM is going down, and nothing else tells. */
  private static boolean isUnderWay() {
    Thread hook = new Thread(() -> {}, "saccade-exit");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return false;
    } catch (IllegalStateException underWay) {
      return true;
    }
  }
}
