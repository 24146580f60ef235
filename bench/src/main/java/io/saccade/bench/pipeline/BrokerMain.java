package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The process of the broker and the registry. Prints where both are, and ends when its standard
 * input does, so that it never outlives the benchmark.
 */
final class BrokerMain {

  private BrokerMain() {}

  public static void main(String[] args) throws IOException, CommandFailedException {
    try (Sandbox sandbox = Sandbox.start(0, 0, Path.of(args[0]))) {
      System.out.println(sandbox.bootstrap() + " " + sandbox.registry());
      while (System.in.read() >= 0) {
        // Nothing is sent; only the end matters.
      }
    }
    System.exit(0);
  }
}
