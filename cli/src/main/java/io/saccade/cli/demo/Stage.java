package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.schemas.SerdeFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the acts of the demo are played on: a sandbox with a processor, cameras that send, and
 * somebody who reads what comes out.
 *
 * @param sandbox the broker and the registry
 * @param serdes of the registry
 * @param versions what is served
 * @param traffic the cameras
 * @param audience who reads
 * @param underway what is between the two
 * @param stop ends the demo early
 * @param told is told what happens
 */
record Stage(
    Sandbox sandbox,
    SerdeFactory serdes,
    TwoVersions versions,
    Traffic traffic,
    Audience audience,
    Underway underway,
    StopSignal stop,
    Consumer<String> told) {

  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How the clients of an operator find the broker. */
  Map<String, Object> clients() {
    return Map.of("bootstrap.servers", sandbox.bootstrap());
  }

  /**
   * Waits until something holds, for as long as events come out.
   *
   * @param doing what is going on, for the message where it does not
   */
  void await(String doing, BooleanSupplier holds)
      throws CommandFailedException, InterruptedException {
    Patience patience = new Patience(this, doing);
    while (!holds.getAsBoolean()) {
      patience.require();
      boolean unused = stop.await(GLANCE);
    }
  }

  /** All that the audience has seen so far. */
  Stretch seen() {
    return new Stretch(audience.arrivals());
  }

  /** Ends where nothing has come out for a while. For one thread. */
  static final class Patience {

    private final Stage stage;
    private final String doing;
    private long settled = -1;
    private long last;

    Patience(Stage stage, String doing) {
      this.stage = stage;
      this.doing = doing;
    }

    /**
     * Lets the demo go on.
     *
     * @throws CommandFailedException where somebody has stopped it, or it has come to a halt
     */
    void require() throws CommandFailedException {
      if (stage.stop().isAsked()) {
        throw new CommandFailedException("the demo was stopped while " + doing);
      }
      stage.traffic().require();
      stage.audience().require();
      long now = System.nanoTime();
      if (stage.underway().settled() != settled) {
        settled = stage.underway().settled();
        last = now;
      } else if (now - last > PATIENCE.toNanos()) {
        throw new CommandFailedException(
            ("nothing has come out of the processor for %d s while %s; run the demo again with -v,"
                    + " and see what the processor says")
                .formatted(PATIENCE.toSeconds(), doing));
      }
    }
  }
}
