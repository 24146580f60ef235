package io.saccade.bench;

/** Where the process of {@code saccade bench …} starts: the command line with one command more. */
public final class Main {

  private Main() {}

  /** Runs the benchmark that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    io.saccade.cli.Main.mainWith(new BenchCommand(), args);
  }
}
