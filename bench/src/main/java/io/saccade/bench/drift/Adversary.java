package io.saccade.bench.drift;

import com.google.protobuf.InvalidProtocolBufferException;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.graph.FreeBatch;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.interpret.Interpreter;
import io.saccade.trainer.interpret.Mode;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tensor.TensorBackend;
import io.saccade.trainer.tensor.TorchBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Changes images so that the model is wrong about them: each by the sign of its gradient (FGSM,
 * Goodfellow et al. 2015), with the smallest of twenty steps that does it. Images that no step
 * turns, or that the model is wrong about anyway, stay as they are. In whole steps of pixels, as an
 * image that is stored must be. The model must take planes of as many pixels as the images have.
 *
 * @param <T> the tensor of the backend that differentiates
 */
final class Adversary<T> {

  private static final int BATCH = 100;
  private static final int STEPS = 20;

  private final DataSet set;
  private final double most;
  private final TensorBackend<T> backend;
  private final Interpreter<T> interpreter;

  private Adversary(
      DataSet set, double most, TensorBackend<T> backend, Interpreter<T> interpreter) {
    this.set = set;
    this.most = most;
    this.backend = backend;
    this.interpreter = interpreter;
  }

  /**
   * The changed images of a data set.
   *
   * @param most the largest step, as a share of 255
   */
  static List<Picture> of(DataSet set, double most)
      throws CommandFailedException, InterruptedException {
    Picture[] changed = new Picture[set.size()];
    int lanes = Runtime.getRuntime().availableProcessors();
    List<Callable<Integer>> work = new ArrayList<>();
    AtomicInteger next = new AtomicInteger();
    for (int lane = 0; lane < lanes; lane++) {
      work.add(() -> lane(set, most, next, changed));
    }
    ExecutorService pool = Executors.newFixedThreadPool(lanes);
    try {
      for (Future<Integer> lane : pool.invokeAll(work)) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "no gradients of the model of %s: %s".formatted(set.name(), e.getCause()), e);
    } finally {
      pool.shutdownNow();
    }
    return List.of(changed);
  }

  /** Many threads of one operation each wait for one another; one for each batch do not. */
  private static int lane(DataSet set, double most, AtomicInteger next, Picture[] changed)
      throws GraphRefusedException, InvalidProtocolBufferException, InterruptedException {
    TorchBackend backend = new TorchBackend();
    backend.threads(1);
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph(set))) {
      return new Adversary<>(set, most, backend, interpreter).changeAll(next, changed);
    }
  }

  private static Graph graph(DataSet set)
      throws GraphRefusedException, InvalidProtocolBufferException {
    return FreeBatch.of(Graph.of(ModelProto.parseFrom(set.bundle().model())));
  }

  /** Takes batches until there are none; returns how many. */
  private int changeAll(AtomicInteger next, Picture[] changed)
      throws GraphRefusedException, InterruptedException {
    int batches = 0;
    int from = next.getAndAdd(BATCH);
    for (; from < changed.length; from = next.getAndAdd(BATCH)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while gradients were taken");
      }
      int to = Math.min(changed.length, from + BATCH);
      List<Picture> pictures = batch(set.images().subList(from, to));
      for (int i = 0; i < pictures.size(); i++) {
        changed[from + i] = pictures.get(i);
      }
      batches++;
    }
    return batches;
  }

  private List<Picture> batch(List<DataSet.Labelled> images) throws GraphRefusedException {
    List<Picture> pictures = new ArrayList<>();
    images.forEach(image -> pictures.add(image.picture()));
    float[] slopes = slopes(images);
    int size = slopes.length / images.size();
    List<Integer> left = right(pictures, images, indices(images.size()));
    for (int step = 1; step <= STEPS && !left.isEmpty(); step++) {
      double by = 255 * most * step / STEPS;
      List<Picture> tried = new ArrayList<>(pictures);
      for (int i : left) {
        tried.set(i, moved(images.get(i).picture(), slopes, i * size, by));
      }
      List<Integer> still = right(tried, images, left);
      left.removeAll(still);
      left.forEach(i -> pictures.set(i, tried.get(i)));
      left = still;
    }
    return pictures;
  }

  private static List<Integer> indices(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** How the loss changes with each element of the input. */
  private float[] slopes(List<DataSet.Labelled> images) throws GraphRefusedException {
    float[] input = input(images.stream().map(DataSet.Labelled::picture).toList());
    int classes = set.bundle().labels().size();
    float[] targets = new float[images.size() * classes];
    for (int i = 0; i < images.size(); i++) {
      targets[i * classes + images.get(i).truth()] = 1;
    }
    T leaf = backend.parameter(input, preprocessing().shape(images.size()));
    try {
      backend.learn(leaf);
      return backend.inScope(
          () ->
              backend.withGradients(
                  Precision.FULL,
                  () -> {
                    T scores = interpreter.forward(leaf, Mode.DIFFERENTIATE);
                    T cooler = backend.math().scale(scores, 1 / spread(backend.values(scores)));
                    T wanted = backend.tensor(targets, images.size(), classes);
                    backend.backward(backend.math().crossEntropy(cooler, wanted));
                    return backend.values(backend.gradient(leaf).orElseThrow());
                  }));
    } finally {
      backend.release(leaf);
    }
  }

  /**
   * What scores are divided by, so that the largest is of the order of one: a model that is too
   * sure of itself has no slope at all, in numbers of 32 bits. The signs stay those of its margins.
   */
  private static float spread(float[] scores) {
    float spread = 1;
    for (float score : scores) {
      spread = Math.max(spread, Math.abs(score));
    }
    return spread;
  }

  /** Those of some images that the model is right about. */
  private List<Integer> right(
      List<Picture> pictures, List<DataSet.Labelled> images, List<Integer> which)
      throws GraphRefusedException {
    float[] input = input(which.stream().map(pictures::get).toList());
    long[] shape = preprocessing().shape(which.size());
    float[] scores =
        backend.inScope(
            () -> backend.values(interpreter.forward(backend.tensor(input, shape), Mode.EVALUATE)));
    int classes = scores.length / which.size();
    List<Integer> right = new ArrayList<>();
    for (int row = 0; row < which.size(); row++) {
      float of = scores[row * classes + images.get(which.get(row)).truth()];
      boolean largest = true;
      for (int c = 0; c < classes; c++) {
        largest &= scores[row * classes + c] <= of;
      }
      if (largest) {
        right.add(which.get(row));
      }
    }
    return right;
  }

  private Picture moved(Picture picture, float[] slopes, int from, double by) {
    float[] values = picture.values();
    int plane = picture.width() * picture.height();
    for (int i = 0; i < values.length; i++) {
      int channel = place(i % picture.channels(), picture.channels());
      float slope = slopes[from + channel * plane + i / picture.channels()];
      values[i] += (float) (Math.signum(slope * preprocessing().scale()) * by);
    }
    return Picture.of(picture, values);
  }

  /** The tensors, planes of colours one after the other. */
  private float[] input(List<Picture> pictures) {
    Preprocessing preprocessing = preprocessing();
    int size = pictures.get(0).samples().length;
    float[] input = new float[pictures.size() * size];
    for (int p = 0; p < pictures.size(); p++) {
      Picture picture = pictures.get(p);
      int plane = picture.width() * picture.height();
      for (int i = 0; i < size; i++) {
        int channel = place(i % picture.channels(), picture.channels());
        int at = p * size + channel * plane + i / picture.channels();
        input[at] = preprocessing.normalised(channel, picture.samples()[i] & 0xFF);
      }
    }
    return input;
  }

  /** Which of the model's channels a sample belongs to. */
  private int place(int channel, int channels) {
    return preprocessing().color() == ColorOrder.RGB ? channels - 1 - channel : channel;
  }

  private Preprocessing preprocessing() {
    return set.bundle().manifest().input().preprocessing();
  }
}
