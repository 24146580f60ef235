package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.trainer.recipe.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A training's memory does not grow with its steps.
 *
 * @param subject with as many epochs as make more than a thousand steps
 */
record MemoryGate(Subject subject, Trainer trainer) implements Gate {

  /** Of a process of a gigabyte or so; a leak of one small tensor a step would be more. */
  private static final double MOST_MIB = 16;

  /**
   * A Java heap that lies in memory from the start. Another one takes its place little by little as
   * its pages are used, and what grows with the steps could not be told from that.
   */
  private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

  private static final int BATCH = 32;
  private static final int STEPS = 1000;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Path> needs() {
    return subject.needs();
  }

  @Override
  public List<GateRow> measure(long seed)
      throws CommandFailedException, IOException, InterruptedException {
    Figures figures = new Figures(name(), subject.name(), seed);
    if (!Files.isReadable(Path.of("/proc/self/status"))) {
      return figures.skipped("MiB grown", "only Linux tells how much memory a process has").rows();
    }
    Subject endless = subject.with(Map.of(Flag.BATCH, String.valueOf(BATCH)));
    Trainer small = trainer.withJava("memory", HEAP);
    ResidentMemory memory = new ResidentMemory(List.of());
    Outcome outcome = small.train(endless.settings(seed, small), memory);
    return figures
        .atLeast("steps", memory.images() / (double) BATCH, STEPS)
        .atMost("MiB grown in 1,000 steps", memory.growth((long) BATCH * STEPS), MOST_MIB)
        .shown("MiB at the end", memory.last())
        .training(outcome)
        .rows();
  }
}
