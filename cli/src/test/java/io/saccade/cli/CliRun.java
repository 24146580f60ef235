package io.saccade.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One command run in this process: its exit code and what it printed on each stream. */
public record CliRun(int code, String out, String err) {

  /** Runs a command to its end. */
  public static CliRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new CliRun(code, out.toString(), err.toString());
  }
}
