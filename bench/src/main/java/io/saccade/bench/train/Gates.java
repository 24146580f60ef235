package io.saccade.bench.train;

import io.saccade.model.shapes.ColorModel;
import io.saccade.trainer.recipe.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The gates that there are. */
final class Gates {

  private static final int TURNS = 3;

  private final Trainer trainer;

  Gates(Trainer trainer) {
    this.trainer = trainer;
  }

  /**
   * All gates, on public data sets.
   *
   * @param python the command of a Python with PyTorch; empty for the usual ones
   */
  List<Gate> full(DataSets sets, String python) {
    Subject photographs = photographs(sets);
    Subject small =
        signs("ResNet-20 on sign-language digits", sets, sets.resNet20(), "torchvision");
    Subject first =
        signs("MobileNetV1 0.25 on sign-language digits", sets, sets.mobileNetV1(), "tensorflow");
    // It takes ten times as long, and needs fewer epochs.
    Subject second =
        signs("MobileNetV2 on sign-language digits", sets, sets.mobileNetV2(), "tensorflow")
            .with(Map.of(Flag.EPOCHS, "6"));
    return List.of(
        new ScratchGate("mnist", digits(sets), 99, trainer),
        new TransferGate("cifar", photographs, 78, trainer),
        new TransferGate("signs-v1", first, 97, trainer),
        new TransferGate("signs-v2", second, 97, trainer),
        new ShuffledGate(small.with(Map.of(Flag.EPOCHS, "6")), trainer),
        new FrozenGate(small.with(Map.of(Flag.EPOCHS, "3")), trainer),
        new RepeatGate(small.with(Map.of(Flag.EPOCHS, "3")), trainer),
        new MemoryGate(small.with(Map.of(Flag.EPOCHS, "36", Flag.EARLY_STOP, "0")), trainer),
        new PyTorchGate(photographs, trainer, python, TURNS));
  }

  private static Subject digits(DataSets sets) {
    return new Subject(
        "small CNN from scratch on MNIST",
        List.of(sets.mnist()),
        folder -> sets.mnist(),
        Map.of(
            Flag.ARCH, "small-cnn",
            Flag.EPOCHS, "5",
            Flag.VAL_SPLIT, "0.05",
            Flag.AUGMENT, "rotate=10,shift=0.1,zoom=0.1"));
  }

  private static Subject photographs(DataSets sets) {
    return new Subject(
        "ResNet-20 with a new head on 5,000 JPEGs of CIFAR-10",
        List.of(sets.cifarTraining(), sets.cifarTest(), sets.resNet20()),
        folder -> ListedImages.joined(folder, "cifar", sets.cifarTraining(), sets.cifarTest()),
        tuned(sets.resNet20(), "torchvision", "flip,shift=0.1"));
  }

  /** What can be seen in seconds, on drawn images: that all works, not how well. */
  List<Gate> quick() throws IOException {
    Subject shapes =
        new Subject(
            "small CNN from scratch on drawn shapes",
            List.of(),
            DrawnImages::in,
            Map.of(
                Flag.ARCH, "small-cnn",
                Flag.IMAGE_SIZE, "16",
                Flag.EPOCHS, "6",
                Flag.TEST_SPLIT, "0.2",
                Flag.THREADS, "1"));
    Path base = Files.write(trainer.folder().resolve("colors.onnx"), ColorModel.onnx());
    Map<Flag, String> tuning = new EnumMap<>(tuned(base, "tensorflow", "shift=0.1"));
    tuning.putAll(Map.of(Flag.EPOCHS, "3", Flag.TEST_SPLIT, "0.2", Flag.THREADS, "1"));
    Subject tuned =
        new Subject("hand-made CNN on drawn shapes", List.of(), DrawnImages::in, tuning);
    return List.of(
        new ScratchGate("shapes", shapes, 90, trainer),
        new ShuffledGate(shapes.with(Map.of(Flag.EPOCHS, "2")), trainer),
        new FrozenGate(tuned, trainer),
        new RepeatGate(shapes, trainer));
  }

  private static Subject signs(String name, DataSets sets, Path base, String preprocess) {
    return new Subject(
            name,
            List.of(sets.signs(), base),
            folder -> sets.signs(),
            tuned(base, preprocess, "rotate=10,shift=0.1,zoom=0.1"))
        .with(Map.of(Flag.VAL_SPLIT, "0.2", Flag.TEST_SPLIT, "0.2"));
  }

  private static Map<Flag, String> tuned(Path base, String preprocess, String augment) {
    return Map.of(
        Flag.BASE,
        base.toString(),
        Flag.PREPROCESS,
        preprocess,
        Flag.MODE,
        "finetune",
        Flag.AUGMENT,
        augment);
  }
}
