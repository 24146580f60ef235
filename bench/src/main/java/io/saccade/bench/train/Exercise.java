package io.saccade.bench.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.DataRefusedException;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Inspection;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.Splitter;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.ImagesPlan;
import io.saccade.trainer.recipe.Mode;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeRefusedException;
import io.saccade.trainer.tune.TunePlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that another program needs to train the same: the split's images as tensors, the
 * weights that training begins with, and the numbers of the recipe. Raw files of little end first,
 * floats of 32 bits and integers of 32 bits, and {@code exercise.json} that says what they hold.
 */
final class Exercise {

  private static final int AT_ONCE = 256;

  private final Outcome head;
  private final Recipe recipe;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private Exercise(Outcome head, Recipe recipe) {
    this.head = head;
    this.recipe = recipe;
  }

  /**
   * Writes one.
   *
   * @param head what fine-tuning begins with
   * @param settings of the fine-tuning
   */
  static void write(Path folder, Outcome head, Map<Flag, String> settings)
      throws CommandFailedException, IOException, InterruptedException {
    Files.createDirectories(folder);
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    given.putAll(settings);
    given.put(Flag.OUT, folder.resolve("nothing").toString());
    try {
      new Exercise(head, Recipe.of(given).settled(Mode.FINETUNE)).write(folder);
    } catch (RecipeRefusedException | DataRefusedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private void write(Path folder)
      throws CommandFailedException, DataRefusedException, IOException, InterruptedException {
    numbers();
    weights(folder);
    Preprocessing preprocessing = head.bundle().manifest().input().preprocessing();
    ImagesPlan plan = recipe.images();
    Split split =
        new Splitter(plan.validation(), plan.test(), recipe.learning().seed())
            .split(
                new Inspection(preprocessing, Decoding.defaults())
                    .inspect(ImageSource.at(plan.data()).list(), done -> {}));
    ArrayNode shape = root.putArray("shape");
    for (long side : preprocessing.shape(1)) {
      shape.add(side);
    }
    TrainingTensors tensors =
        new TrainingTensors(
            preprocessing, Decoding.defaults(), Augmentation.none(), recipe.learning().seed());
    part(folder, "training", split.training(), tensors);
    part(folder, "validation", split.validation(), tensors);
    part(folder, "test", split.test(), tensors);
    Files.writeString(folder.resolve("exercise.json"), new ObjectMapper().writeValueAsString(root));
  }

  private void numbers() {
    TunePlan plan = recipe.learning().tunePlan(recipe.images().balanced());
    root.put("classes", head.classes())
        .put("epochs", plan.epochs())
        .put("batch", plan.batch())
        .put("rate", plan.rate())
        .put("decay", plan.decay())
        .put("warmUp", plan.warmUp())
        .put("clip", plan.clip())
        .put("smoothing", plan.smoothing())
        .put("patience", plan.patience())
        .put("seed", plan.seed())
        .put("threads", recipe.learning().threads())
        .put("augmentation", recipe.images().augmentation().toString());
  }

  private void weights(Path folder) throws CommandFailedException, IOException {
    ExportedWeights exported = ExportedWeights.of(head);
    Map<String, Double> shares = exported.shares();
    ArrayNode list = root.putArray("weights");
    try (FileChannel out = created(folder.resolve("weights"))) {
      for (Map.Entry<String, HostTensor> weight : exported.weights().entrySet()) {
        ObjectNode node = list.addObject();
        node.put("name", exported.called(weight.getKey()));
        node.put("share", shares.getOrDefault(weight.getKey(), 1.0));
        ArrayNode dims = node.putArray("dims");
        for (long dim : weight.getValue().dims()) {
          dims.add(dim);
        }
        float[] values = weight.getValue().floats();
        ByteBuffer bytes = buffer(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        drain(bytes, out);
      }
    }
  }

  private static void part(Path folder, String name, List<Sample> samples, TrainingTensors tensors)
      throws IOException {
    try (FileChannel images = created(folder.resolve(name + ".images"));
        FileChannel labels = created(folder.resolve(name + ".labels"))) {
      for (int from = 0; from < samples.size(); from += AT_ONCE) {
        List<Sample> some = samples.subList(from, Math.min(samples.size(), from + AT_ONCE));
        ByteBuffer pixels = buffer(some.size() * tensors.preprocessing().tensorBytes());
        tensors.write(some, 0, pixels);
        drain(pixels.flip(), images);
        ByteBuffer classes = buffer(some.size() * Integer.BYTES);
        some.forEach(sample -> classes.putInt(sample.label()));
        drain(classes.flip(), labels);
      }
    }
  }

  /** In native order, as tensors are written; every machine that this runs on has little end. */
  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static FileChannel created(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void drain(ByteBuffer bytes, FileChannel out) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = out.write(bytes);
    }
  }
}
