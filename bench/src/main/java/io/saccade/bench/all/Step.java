package io.saccade.bench.all;

import java.util.ArrayList;
import java.util.List;

/**
 * One benchmark of the lot.
 *
 * @param name what to call it; the file of results has the same
 * @param arguments after {@code saccade bench}, without models, images and the folder of results
 * @param takes which of those it is given
 */
record Step(String name, List<String> arguments, Takes takes) {

  /** What a benchmark is given of what is common to all. */
  enum Takes {
    MODELS_AND_IMAGES,
    /** The first model only: what takes long. */
    ONE_MODEL_AND_IMAGES,
    MODELS,
    IMAGES,
    NOTHING
  }

  Step {
    arguments = List.copyOf(arguments);
  }

  /** Shows that all works, in a few minutes; the numbers mean little. */
  static List<Step> quick(int cores) {
    String bare = cores + "x1x2";
    List<Step> steps = new ArrayList<>();
    String pipeline = "pipeline --bare " + bare + " --rounds 1 --warm-up 1";
    steps.add(step("pipeline", pipeline + " --events 300", Takes.MODELS_AND_IMAGES));
    steps.add(sweep("partitions", pipeline + " --points 1,4,16 --events 300"));
    steps.add(sweep("threads", pipeline + " --points 1,2 --events 300"));
    steps.add(drawn(pipeline + " --points 20000,100000 --events 200"));
    steps.add(events(pipeline + " --points 300,1000"));
    steps.add(
        step(
            "latency",
            "latency --loads 50,110 --rounds 1 --seconds 3 --events 300",
            Takes.ONE_MODEL_AND_IMAGES));
    steps.add(
        step(
            "swap",
            "swap --swaps 1 --quiet-seconds 3 --load-seconds 2 --warm-up 1 --events 300",
            Takes.ONE_MODEL_AND_IMAGES));
    steps.addAll(grids("--rounds 1 --seconds 0.2"));
    steps.add(step("decode", "decode --rounds 1 --seconds 0.2", Takes.IMAGES));
    steps.add(step("jmh", "jmh --quick", Takes.NOTHING));
    return steps;
  }

  /** Takes hours on a machine that does nothing else; the numbers can be relied on. */
  static List<Step> full() {
    List<Step> steps = new ArrayList<>();
    String pipeline = "pipeline --rounds 5 --events 20000 --warm-up 60";
    steps.add(step("pipeline", pipeline, Takes.MODELS_AND_IMAGES));
    steps.add(sweep("partitions", pipeline));
    steps.add(sweep("threads", pipeline));
    steps.add(drawn("pipeline --rounds 5 --events 2000 --warm-up 60"));
    steps.add(events("pipeline --rounds 3 --warm-up 60"));
    steps.add(step("latency", "latency", Takes.ONE_MODEL_AND_IMAGES));
    steps.add(step("swap", "swap", Takes.ONE_MODEL_AND_IMAGES));
    steps.addAll(grids("--rounds 7"));
    steps.add(step("decode", "decode --rounds 7", Takes.IMAGES));
    steps.add(step("jmh", "jmh", Takes.NOTHING));
    return steps;
  }

  private static List<Step> grids(String options) {
    return List.of(
        step("inference", "inference " + options, Takes.MODELS_AND_IMAGES),
        step("inference-decode", "inference --decode " + options, Takes.MODELS_AND_IMAGES));
  }

  private static Step sweep(String what, String command) {
    return step("pipeline-" + what, command + " --sweep " + what, Takes.MODELS_AND_IMAGES);
  }

  private static Step drawn(String command) {
    return step("pipeline-size", command + " --sweep size", Takes.MODELS);
  }

  private static Step events(String command) {
    return step("pipeline-events", command + " --sweep events", Takes.ONE_MODEL_AND_IMAGES);
  }

  private static Step step(String name, String command, Takes takes) {
    return new Step(name, List.of(command.split(" ", -1)), takes);
  }
}
