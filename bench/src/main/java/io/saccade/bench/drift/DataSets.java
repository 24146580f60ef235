package io.saccade.bench.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleDraft;
import io.saccade.model.bundle.PreprocessPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The public data sets that drift is measured on, each with a network that was trained on others of
 * its images.
 *
 * @param folder with {@code images}, {@code models} and {@code labels} in it
 */
record DataSets(Path folder) {

  /** What must lie where, for people. */
  static final String LAYOUT =
      "images/mnist-idx (MNIST's test part as IDX files), images/cifar10-test-10000.zip, "
          + "models/mnist_cnn.onnx, models/resnet20_cifar10.onnx, labels/cifar10.txt";

  private static final String DIGITS = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n";

  /** The files that are not there. */
  List<Path> missing() {
    return List.of(
            folder.resolve("images/mnist-idx"),
            folder.resolve("images/cifar10-test-10000.zip"),
            model("mnist_cnn"),
            model("resnet20_cifar10"),
            folder.resolve("labels/cifar10.txt"))
        .stream()
        .filter(path -> !Files.exists(path))
        .toList();
  }

  /**
   * Reads them.
   *
   * @param images of each at most, drawn evenly from what there is
   */
  List<DataSet> read(int images) throws CommandFailedException, IOException {
    List<DataSet> sets = new ArrayList<>();
    sets.add(cifar(images));
    sets.add(mnist(images));
    return sets;
  }

  private DataSet cifar(int images) throws CommandFailedException, IOException {
    byte[] labels = Files.readAllBytes(folder.resolve("labels/cifar10.txt"));
    Bundle bundle = bundle("resnet20_cifar10", PreprocessPreset.TORCHVISION, labels);
    Path zip = folder.resolve("images/cifar10-test-10000.zip");
    return DataSet.read("CIFAR-10", bundle, zip, images);
  }

  /** MNIST, of which at most so many images. */
  DataSet mnist(int images) throws CommandFailedException, IOException {
    byte[] labels = DIGITS.getBytes(StandardCharsets.UTF_8);
    Bundle bundle = bundle("mnist_cnn", PreprocessPreset.NONE, labels);
    return DataSet.read("MNIST", bundle, folder.resolve("images/mnist-idx"), images);
  }

  private Bundle bundle(String name, PreprocessPreset preset, byte[] labels)
      throws CommandFailedException, IOException {
    try {
      BundleDraft.Order order = BundleDraft.Order.of(name, "1", preset);
      return BundleDraft.of(order, Files.readAllBytes(model(name)), labels).bundle();
    } catch (BundleRefusedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private Path model(String name) {
    return folder.resolve("models").resolve(name + ".onnx");
  }
}
