package io.saccade.trainer.layers;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.onnx.ValueRun;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Page;
import io.saccade.trainer.page.Thumbnails;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Goes through a model layer by layer. Every value that the graph computes of the image becomes an
 * output of it, a few at a time, so that the memory of a large model's values is never needed at
 * once. For one thread.
 */
public final class LayerWalk {

  /** So many values are held at a time. */
  private static final int CHUNK = 32;

  private final Bundle bundle;
  private final LayerGraph graph;

  private LayerWalk(Bundle bundle) {
    this.bundle = bundle;
    this.graph = LayerGraph.read(bundle.model(), bundle.manifest().input().name());
  }

  /** The way through this bundle's model. */
  public static LayerWalk through(Bundle bundle) {
    return new LayerWalk(bundle);
  }

  /** How many layers there are. */
  public int size() {
    return graph.layers().size();
  }

  /**
   * Runs the model on an image and writes a page that shows what every layer made of it.
   *
   * @param image its name and bytes; the label does not matter
   * @param maps how many feature maps of a layer are drawn
   * @param file where the page goes; one that is there is replaced
   * @param progress told how many layers are done
   * @return what the layers came to, in the order of the graph
   * @throws IOException if the image cannot be decoded, or the page cannot be written
   * @throws TrainingFailedException if the model does not run
   */
  public List<LayerReading> draw(Sample image, int maps, Path file, Steps progress)
      throws IOException, TrainingFailedException, InterruptedException {
    ValueRun.Input input = input(image);
    LayersPage page = new LayersPage(bundle, maps);
    page.open(image, thumbnails().plain(image));
    List<LayerReading> readings = new ArrayList<>();
    for (int from = 0; from < size(); from += CHUNK) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted between two layers");
      }
      List<Layer> chunk = graph.layers().subList(from, Math.min(from + CHUNK, size()));
      readings.addAll(run(chunk, input, page));
      progress.done(readings.size());
    }
    Html written = page.close();
    Page.write(bundle.manifest().name() + ": layers", written, file);
    return readings;
  }

  /** Who is told how far it is. */
  @FunctionalInterface
  public interface Steps {

    /** So many layers are done. */
    void done(int layers);
  }

  private List<LayerReading> run(List<Layer> chunk, ValueRun.Input input, LayersPage page)
      throws TrainingFailedException {
    Map<String, Layer> byValue =
        chunk.stream().collect(Collectors.toMap(Layer::value, Function.identity()));
    List<LayerReading> readings = new ArrayList<>();
    ValueRun.run(
        graph.ending(chunk),
        input,
        (name, dims, values) -> {
          List<Long> one = ofOneImage(dims);
          FloatBuffer first = values.slice(0, values.remaining() / batch(dims));
          LayerReading reading = LayerReading.of(layer(byValue, name), one, first);
          readings.add(reading);
          page.put(reading, first);
        });
    return readings;
  }

  private static Layer layer(Map<String, Layer> byValue, String name) {
    Layer layer = byValue.get(name);
    if (layer == null) {
      throw new IllegalStateException("the run gave a value that was not asked for: " + name);
    }
    return layer;
  }

  /** A model of a fixed batch runs the image beside nothing; only the image is looked at. */
  private int batch(List<Long> dims) {
    int batch = bundle.fixedBatch().orElse(1);
    return batch > 1 && !dims.isEmpty() && dims.get(0) == batch ? batch : 1;
  }

  private List<Long> ofOneImage(List<Long> dims) {
    if (batch(dims) == 1) {
      return dims;
    }
    List<Long> one = new ArrayList<>(dims);
    one.set(0, 1L);
    return one;
  }

  private ValueRun.Input input(Sample image) throws IOException {
    ModelInput input = bundle.manifest().input();
    Preprocessing preprocessing = input.preprocessing();
    int batch = bundle.fixedBatch().orElse(1);
    ByteBuffer tensor =
        ByteBuffer.allocateDirect(batch * preprocessing.tensorBytes())
            .order(ByteOrder.nativeOrder());
    new TrainingTensors(preprocessing, Decoding.defaults(), Augmentation.none(), 0)
        .write(List.of(image), 0, tensor);
    List<Long> dims = Arrays.stream(preprocessing.shape(batch)).boxed().toList();
    return new ValueRun.Input(
        input.name(), tensor.clear().order(ByteOrder.nativeOrder()), preprocessing.type(), dims);
  }

  private Thumbnails thumbnails() {
    return new Thumbnails(
        bundle.manifest().input().preprocessing(), Decoding.defaults(), Augmentation.none(), 0);
  }
}
