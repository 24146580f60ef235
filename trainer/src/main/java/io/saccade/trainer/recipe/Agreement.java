package io.saccade.trainer.recipe;

import io.saccade.trainer.tune.OptimizerKind;
import io.saccade.trainer.tune.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether settings that are sound by themselves go together. */
final class Agreement {

  private Agreement() {}

  static void check(Answers answers, Mode mode, Recipe recipe) {
    NetworkPlan network = recipe.network();
    if (network.base().isPresent() == network.architecture().isPresent()) {
      answers.mistake(
          "Either --base or --arch must be given: --base FILE to go on from a pretrained network,"
              + " --arch small-cnn to start from scratch.");
    } else if (network.base().isPresent()) {
      base(answers, mode, network.base().get());
    } else {
      scratch(answers, mode);
    }
    boolean regression = mode == Mode.HEAD && network.hidden().isEmpty();
    if (regression && network.architecture().isEmpty()) {
      regression(answers, recipe.learning(), network.dropout());
    }
    if (recipe.result().halfStorage() && recipe.result().quantization() != Quantization.NONE) {
      answers.mustBeLeftOut("8-bit weights are smaller still", Flag.HALF_STORAGE);
    }
    int frozen = recipe.learning().frozenBlocks();
    if (mode == Mode.HEAD && frozen != 0 && frozen != LearningPlan.ALL_BLOCKS) {
      answers.mustBeLeftOut("a head is learned on a base that is all frozen", Flag.FREEZE);
    }
  }

  private static void base(Answers answers, Mode mode, Path base) {
    if (mode == Mode.SCRATCH) {
      answers.mistake(
          "--mode scratch must have --arch in place of --base: a base is learned already.");
    }
    answers.mustBeLeftOut("a base has its own", Flag.CHANNELS);
    boolean bundle =
        Files.isDirectory(base) || base.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    if (bundle) {
      answers.mustBeLeftOut("the bundle says how its images are prepared", Flag.PREPROCESS);
    } else if (!answers.has(Flag.PREPROCESS)) {
      answers.mistake(
          Flag.PREPROCESS,
          "torchvision, tensorflow, caffe or none",
          "say what the base was trained on, since an ONNX file does not");
    }
  }

  private static void scratch(Answers answers, Mode mode) {
    if (mode != Mode.SCRATCH) {
      answers.mistake(
          "--mode %s must have --base: an architecture has learned nothing that could be kept."
              .formatted(mode.word()));
    }
    answers.mustBeLeftOut("it is about a base", Flag.FREEZE, Flag.BASE_TOP);
    answers.mustBeLeftOut("an architecture has a head of its own", Flag.HEAD, Flag.DROPOUT);
  }

  // A linear head on features is found by a method of its own, which has fewer settings.
  private static void regression(Answers answers, LearningPlan learning, double dropout) {
    String elsewhere = "take --head mlp:N or --mode finetune for another";
    if (learning.optimizer() != OptimizerKind.ADAMW) {
      answers.mistake(Flag.OPTIMIZER, "adamw for a linear head alone", elsewhere);
    }
    if (learning.schedule() != Schedule.COSINE) {
      answers.mistake(Flag.SCHEDULE, "cosine for a linear head alone", elsewhere);
    }
    if (learning.mixup() > 0) {
      answers.mistake(Flag.MIXUP, "0 for a linear head alone", elsewhere);
    }
    if (learning.ema() > 0) {
      answers.mistake(Flag.EMA, "0 for a linear head alone", elsewhere);
    }
    if (learning.findRate()) {
      answers.mistake("--lr-find must be left out for a linear head alone; " + elsewhere + ".");
    }
    if (dropout > 0) {
      answers.mistake(Flag.DROPOUT, "0 for a linear head alone", elsewhere);
    }
  }
}
