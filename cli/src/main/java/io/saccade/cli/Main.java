package io.saccade.cli;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.Exit;
import io.saccade.cli.console.Interruption;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.RunLast;

/** Where the process starts: one command, then its exit code (0 done, 1 failed, 2 misused). */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    runToTheEnd(commandLine(), args);
  }

  /**
   * Does the same with one more command, which a module that is not shipped brings along.
   *
   * @param command annotated by picocli
   */
  public static void mainWith(Object command, String... args) {
    runToTheEnd(commandLine().addSubcommand(command), args);
  }

  /** Runs a command with its output going to these writers; returns the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(commandLine(), out, err, args);
  }

  /** Does the same with one more command, as {@link #mainWith} does. */
  public static int runWith(Object command, PrintWriter out, PrintWriter err, String... args) {
    return run(commandLine().addSubcommand(command), out, err, args);
  }

  /** Runs a command, and ends the process with its exit code. */
  static void runToTheEnd(CommandLine commands, String... args) {
    // JSON is UTF-8 whatever the locale says.
    PrintWriter out =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintWriter err =
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Interruption interruption = Interruption.of(Thread.currentThread());
    int code = run(commands, out, err, args);
    out.flush();
    err.flush();
    Exit.with(interruption.codeOr(code));
  }

  private static int run(CommandLine commands, PrintWriter out, PrintWriter err, String... args) {
    try {
      return commands.setOut(out).setErr(err).execute(args);
    } catch (LinkageError | OutOfMemoryError e) { // which picocli leaves alone
      LOG.debug("command failed", e);
      err.println("saccade: " + BadEndings.message(e));
      return ExitCode.SOFTWARE;
    }
  }

  static CommandLine commandLine() {
    SaccadeCommand root = new SaccadeCommand();
    return commandLine(root, root::applyLogLevel);
  }

  /**
   * A command line of another root.
   *
   * @param logging sets how much is logged, before a command runs
   */
  static CommandLine commandLine(Object root, Runnable logging) {
    return new CommandLine(root)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new BadEndings())
        .setExecutionStrategy(
            parsed -> {
              logging.run();
              return new RunLast().execute(parsed);
            });
  }
}
