package io.saccade.cli;

/**
 * Where the process starts in the processor's image: the command {@code process} and no other, so
 * that neither the trainer's libraries nor the sandbox's broker need be on the class path.
 */
public final class ProcessorMain {

  private ProcessorMain() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    ProcessorCommand root = new ProcessorCommand();
    Main.runToTheEnd(Main.commandLine(root, root::applyLogLevel), args);
  }
}
