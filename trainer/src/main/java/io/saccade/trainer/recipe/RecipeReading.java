package io.saccade.trainer.recipe;

import io.saccade.model.bundle.Manifest;
import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.DataRefusedException;
import io.saccade.trainer.data.Fill;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tune.OptimizerKind;
import io.saccade.trainer.tune.Schedule;
import io.saccade.trainer.zoo.Architecture;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of flags and checks that they go together. */
final class RecipeReading {

  private static final Pattern HEAD = Pattern.compile("linear|mlp:([1-9][0-9]{0,4})");

  private static final Pattern BLOCKS = Pattern.compile("[0-9]{1,6}");

  private static final int MOST = 1_000_000;

  private final Answers answers;
  private final OptionalInt hidden;
  private final Mode mode;

  RecipeReading(Map<Flag, String> given, List<String> mistakes) {
    Answers bare = new Answers(given, Usual.of(Mode.FINETUNE, true), mistakes);
    this.hidden = hidden(bare);
    Optional<Mode> said = bare.oneOf(Flag.MODE, Mode.class);
    this.mode = said.orElseGet(() -> assumed(bare));
    this.answers = new Answers(given, Usual.of(mode, hidden.isEmpty()), mistakes);
  }

  /** The mode of the recipe, or what it will be unless there are few images. */
  static Mode assumedMode(Recipe recipe) {
    LearningPlan learning = recipe.learning();
    Mode usual = learning.frozenBlocks() == LearningPlan.ALL_BLOCKS ? Mode.HEAD : Mode.FINETUNE;
    return learning.mode().orElse(recipe.network().base().isEmpty() ? Mode.SCRATCH : usual);
  }

  private static Mode assumed(Answers answers) {
    if (!answers.has(Flag.BASE)) {
      return Mode.SCRATCH;
    }
    return answers.text(Flag.FREEZE).orElse("").equals("all") ? Mode.HEAD : Mode.FINETUNE;
  }

  private static OptionalInt hidden(Answers answers) {
    Matcher head = HEAD.matcher(answers.text(Flag.HEAD).orElse(""));
    if (!head.matches()) {
      answers.mistake(Flag.HEAD, "linear, or mlp:N with N from 1 to 99999", "take --head mlp:256");
      return OptionalInt.empty();
    }
    String width = head.group(1);
    return width == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(width));
  }

  Recipe recipe() {
    Recipe recipe = new Recipe(answers.given(), images(), network(), learning(), result());
    Agreement.check(answers, mode, recipe);
    return recipe;
  }

  private ImagesPlan images() {
    double validation = answers.number(Flag.VAL_SPLIT, 0.01, 0.9);
    double test = answers.number(Flag.TEST_SPLIT, 0, 0.9);
    if (validation + test > 0.95) {
      answers.mistake(
          "--val-split and --test-split must leave at least 0.05 to learn from, but were %s and %s."
              .formatted(validation, test));
    }
    return new ImagesPlan(
        existing(Flag.DATA, "give the folder of your images, such as --data photos/"),
        validation,
        test,
        answers.needed(Flag.CLASS_MODE, ClassMode.class),
        answers.isOn(Flag.BALANCE),
        augmentation());
  }

  private Augmentation augmentation() {
    try {
      Fill fill = Fill.named(answers.text(Flag.FILL).orElse(""));
      return Augmentation.parse(answers.text(Flag.AUGMENT).orElse(""), fill);
    } catch (DataRefusedException e) {
      answers.mistake("--augment, --fill: " + e.getMessage());
      return Augmentation.none();
    }
  }

  private NetworkPlan network() {
    Optional<Path> base =
        answers.text(Flag.BASE).isEmpty()
            ? Optional.empty()
            : Optional.of(existing(Flag.BASE, "give an ONNX file or a bundle"));
    return new NetworkPlan(
        base,
        answers.oneOf(Flag.PREPROCESS, PreprocessPreset.class),
        answers.oneOf(Flag.ARCH, Architecture.class),
        answers.wholeIfAny(Flag.IMAGE_SIZE, 8, Preprocessing.MAX_SIDE),
        answers.needed(Flag.CHANNELS, Channels.class),
        answers.needed(Flag.BASE_TOP, BaseTop.class),
        hidden,
        answers.number(Flag.DROPOUT, 0, 0.9));
  }

  private LearningPlan learning() {
    return new LearningPlan(
        answers.oneOf(Flag.MODE, Mode.class),
        frozenBlocks(),
        (int) answers.whole(Flag.EPOCHS, 1, MOST),
        (int) answers.whole(Flag.BATCH, 2, 65_536),
        answers.number(Flag.LR, 0, 10),
        answers.isOn(Flag.LR_FIND),
        answers.needed(Flag.OPTIMIZER, OptimizerKind.class),
        answers.needed(Flag.SCHEDULE, Schedule.class),
        answers.number(Flag.WEIGHT_DECAY, 0, 10),
        answers.number(Flag.LABEL_SMOOTHING, 0, 0.9),
        answers.number(Flag.MIXUP, 0, 1),
        answers.number(Flag.EMA, 0, 0.99999),
        (int) answers.whole(Flag.EARLY_STOP, 0, MOST),
        precision(),
        answers.whole(Flag.SEED, Long.MIN_VALUE, Long.MAX_VALUE),
        (int) answers.whole(Flag.THREADS, 1, 1024));
  }

  private int frozenBlocks() {
    return switch (answers.text(Flag.FREEZE).orElse("none")) {
      case "none" -> 0;
      case "all" -> LearningPlan.ALL_BLOCKS;
      default -> blocks();
    };
  }

  private int blocks() {
    String count = answers.text(Flag.FREEZE).orElse("");
    if (BLOCKS.matcher(count).matches()) {
      return Integer.parseInt(count);
    }
    answers.mistake(
        Flag.FREEZE,
        "none, all, or how many of the base's first blocks, from 0 to 999999",
        "give for example --freeze all");
    return 0;
  }

  private Optional<Precision> precision() {
    return answers.text(Flag.PRECISION).orElse("").equals("auto")
        ? Optional.empty()
        : answers.oneOf(Flag.PRECISION, Precision.class);
  }

  private ResultPlan result() {
    Path out = path(Flag.OUT).orElse(Path.of("bundle"));
    if (answers.text(Flag.OUT).isEmpty()) {
      answers.mistake(Flag.OUT, "where the bundle goes", "give for example --out bundle");
    }
    String last = String.valueOf(out.getFileName()).replaceFirst("(?i)\\.zip$", "");
    String fallback = last.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String name = answers.text(Flag.NAME).orElse(fallback.isEmpty() ? "model" : fallback);
    return new ResultPlan(
        out,
        path(Flag.REPORT).orElse(out.resolveSibling(last + ".html")),
        named(Flag.NAME, name),
        named(Flag.VERSION, answers.text(Flag.VERSION).orElse("1")),
        answers.needed(Flag.QUANTIZE, Quantization.class),
        answers.isOn(Flag.HALF_STORAGE));
  }

  private String named(Flag flag, String name) {
    Manifest.objectionToName(name)
        .ifPresent(
            objection ->
                answers.mistake("%s %s, but was \"%s\".".formatted(flag, objection, name)));
    return name;
  }

  private Path existing(Flag flag, String advice) {
    Optional<Path> path = path(flag);
    if (path.isEmpty() || !Files.exists(path.get())) {
      answers.mistake(flag, "a file or folder that is there", advice);
    }
    return path.orElse(Path.of(""));
  }

  private Optional<Path> path(Flag flag) {
    try {
      return answers.text(flag).map(Path::of);
    } catch (InvalidPathException e) {
      answers.mistake(flag, "a path", "it cannot be one here: " + e.getReason());
      return Optional.empty();
    }
  }
}
