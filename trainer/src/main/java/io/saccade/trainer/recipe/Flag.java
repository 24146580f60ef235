package io.saccade.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every setting of a training: {@code --name VALUE} on the command line, {@code name: VALUE} in a
 * recipe file.
 */
public enum Flag {
  DATA(
      FlagGroup.IMAGES,
      "data",
      "PATH",
      "The labelled images: a folder of class-named folders (or of train, val and test with those"
          + " inside), a .csv of path,label, or a folder of MNIST IDX or CIFAR-10 files; or"
          + " kafka:TOPIC for a topic of labelled events."),
  VAL_SPLIT(
      FlagGroup.IMAGES,
      "val-split",
      "SHARE",
      "0.2",
      "The share of each class that the best weights are chosen by."),
  TEST_SPLIT(
      FlagGroup.IMAGES,
      "test-split",
      "SHARE",
      "0",
      "The share of each class that is looked at once, at the end."),
  CLASS_MODE(
      FlagGroup.IMAGES,
      "class-mode",
      "MODE",
      "auto",
      "binary: exactly two classes; categorical: two or more; auto: what there is."),
  BALANCE(
      FlagGroup.IMAGES,
      "balance",
      "",
      "false",
      "Let every class count as much as any other, however few images it has."),
  AUGMENT(
      FlagGroup.IMAGES,
      "augment",
      "WORDS",
      "How images are varied: none, or of flip, crop, rotate=20, shift=0.2, zoom=0.2, shear,"
          + " color, erase, randaugment, with commas. Usually rotate=10,shift=0.1,zoom=0.1, and"
          + " none for a head. Add flip where left and right do not matter. A linear head sees each"
          + " image as it is and four times varied."),
  FILL(
      FlagGroup.IMAGES,
      "fill",
      "FILL",
      "nearest",
      "What is put where a varied image has no pixels: nearest, reflect, wrap or constant."),
  BASE(
      FlagGroup.NETWORK,
      "base",
      "FILE",
      "The pretrained network: any classifier's ONNX file, or a bundle."),
  PREPROCESS(
      FlagGroup.NETWORK,
      "preprocess",
      "PRESET",
      "What an ONNX base was trained on, as of `model package`: torchvision, tensorflow, caffe or"
          + " none. A bundle says it itself."),
  ARCH(
      FlagGroup.NETWORK,
      "arch",
      "NAME",
      "Instead of a base, a network from scratch: small-cnn, resnet-18, resnet-50, mobilenet-v2,"
          + " efficientnet-b0 or vgg-16."),
  IMAGE_SIZE(
      FlagGroup.NETWORK,
      "image-size",
      "PIXELS",
      "The side of the network's images. Usually the base's own; from scratch the images' own, at"
          + " most 64 for small-cnn and 224 for the others."),
  CHANNELS(
      FlagGroup.NETWORK,
      "channels",
      "COLORS",
      "auto",
      "From scratch: gray, rgb, or auto for what the images are."),
  BASE_TOP(
      FlagGroup.NETWORK,
      "base-top",
      "TOP",
      "features",
      "What the new head is fed: features, what the base's own head was fed; or none, the base's"
          + " last maps, flattened, without any of its fully connected layers."),
  HEAD(
      FlagGroup.NETWORK,
      "head",
      "HEAD",
      "linear",
      "The new head: linear, or mlp:N with a hidden layer of N and a ReLU."),
  DROPOUT(
      FlagGroup.NETWORK,
      "dropout",
      "SHARE",
      "0",
      "The share of values dropped before the head's last layer while it learns."),
  MODE(
      FlagGroup.LEARNING,
      "mode",
      "MODE",
      "head: only a new head; finetune: the head, then the base too; scratch: all of --arch."
          + " Usually scratch without a base, head where the classes have under 40 images each or"
          + " the base cannot be trained through, else finetune."),
  FREEZE(
      FlagGroup.LEARNING,
      "freeze",
      "WHAT",
      "none",
      "What finetune leaves as it is: none, all of the base, or its first N blocks."),
  EPOCHS(
      FlagGroup.LEARNING,
      "epochs",
      "N",
      "Passes over the images: usually 60 for a head, 12 for finetune, 20 from scratch."),
  BATCH(FlagGroup.LEARNING, "batch", "N", "Images a step: usually 64 for a head, else 32."),
  LR(
      FlagGroup.LEARNING,
      "lr",
      "RATE",
      "The learning rate at its height: usually 0.003 for a linear head, 0.0003 for finetune,"
          + " else 0.001."),
  LR_FIND(
      FlagGroup.LEARNING,
      "lr-find",
      "",
      "false",
      "Find a learning rate by a short run of rising rates first, and learn with it."),
  OPTIMIZER(FlagGroup.LEARNING, "optimizer", "NAME", "adamw", "adamw, adam or sgd."),
  SCHEDULE(
      FlagGroup.LEARNING,
      "schedule",
      "NAME",
      "How the rate changes: cosine, onecycle or constant. Usually cosine; onecycle from scratch."),
  WEIGHT_DECAY(
      FlagGroup.LEARNING, "weight-decay", "RATE", "Usually 1 for a linear head, else 0.05."),
  LABEL_SMOOTHING(
      FlagGroup.LEARNING,
      "label-smoothing",
      "SHARE",
      "The share of a label that is spread over all classes: usually 0.1 for finetune and mlp"
          + " heads, else 0.05."),
  MIXUP(FlagGroup.LEARNING, "mixup", "ALPHA", "0", "Mix pairs of images, by Beta(ALPHA, ALPHA)."),
  EMA(
      FlagGroup.LEARNING,
      "ema",
      "DECAY",
      "0",
      "Judge and keep a moving average of the weights, such as 0.999."),
  EARLY_STOP(
      FlagGroup.LEARNING,
      "early-stop",
      "N",
      "End after N epochs without a better validation; 0 never. Usually 12 for a head, 5 for"
          + " finetune, 0 from scratch."),
  PRECISION(
      FlagGroup.LEARNING,
      "precision",
      "NAME",
      "auto",
      "full, bfloat16, or auto for the faster one, measured over a few steps."),
  SEED(
      FlagGroup.LEARNING,
      "seed",
      "N",
      "1",
      "The same seed and precision give the same bundle, byte by byte."),
  THREADS(FlagGroup.LEARNING, "threads", "N", "Usually as many as there are cores."),
  OUT(
      FlagGroup.RESULT,
      "out",
      "DIR",
      "Where to write the bundle: a folder, or a zip by its name. It is written whole or not at"
          + " all."),
  REPORT(
      FlagGroup.RESULT,
      "report",
      "FILE",
      "Where to write the report: one HTML file, usually beside the bundle, named OUT.html."),
  NAME(FlagGroup.RESULT, "name", "NAME", "The model's name: usually that of --out."),
  VERSION(FlagGroup.RESULT, "version", "VERSION", "1", "The version's name."),
  QUANTIZE(
      FlagGroup.RESULT,
      "quantize",
      "TYPE",
      "none",
      "int8 writes 8-bit weights and arithmetic, if validation loses no more than a point."),
  HALF_STORAGE(
      FlagGroup.RESULT,
      "half-storage",
      "",
      "false",
      "Store weights as 16-bit floats: half the bytes, the same arithmetic.");

  private final FlagGroup group;
  private final String word;
  private final String label;
  private final String usual;
  private final String description;

  /** A flag that must be given, or whose default depends on others. */
  Flag(FlagGroup group, String word, String label, String description) {
    this(group, word, label, "", description);
  }

  Flag(FlagGroup group, String word, String label, String usual, String description) {
    this.group = group;
    this.word = word;
    this.label = label;
    this.usual = usual;
    this.description = description;
  }

  /** What it is about. */
  public FlagGroup group() {
    return group;
  }

  /** Its name in a recipe file, and behind two dashes on the command line. */
  public String word() {
    return word;
  }

  /** What stands for its value in help; empty where it is on or off and takes none. */
  public String label() {
    return label;
  }

  /** Its value where none is given; empty where that depends. */
  public String usual() {
    return usual;
  }

  /** What it does, in a sentence or two. */
  public String description() {
    return description;
  }

  /** Whether it is on or off. */
  public boolean isSwitch() {
    return label.isEmpty();
  }

  /** The flag of this name. */
  static Optional<Flag> named(String word) {
    return Arrays.stream(values()).filter(flag -> flag.word.equals(word)).findFirst();
  }

  /** The names of all. */
  static String words() {
    return Arrays.stream(values()).map(Flag::word).collect(Collectors.joining(", "));
  }

  /** The flags of a group, in order. */
  public static List<Flag> of(FlagGroup group) {
    return Arrays.stream(values()).filter(flag -> flag.group == group).toList();
  }

  /** The flag as people type it. */
  @Override
  public String toString() {
    return "--" + word;
  }
}
