package io.saccade.trainer.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.trainer.graph.FreeBatch;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.OpsetUpgrade;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.Logits;
import io.saccade.trainer.graph.surgery.MapsCut;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.interpret.RandomClassifier.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of bases with a few things wrong: each is taken or refused, and nothing else happens. */
final class DamagedBasesTest {

  private static final int FILES = Integer.getInteger("saccade.test.damaged", 200);

  /** One step of what is done to a base. */
  private interface Step {
    void take(Graph graph) throws GraphRefusedException;
  }

  private static final List<Step> STEPS =
      List.of(
          graph -> carried(FreeBatch.of(graph)),
          graph -> Logits.of(graph).model(Map.of()),
          graph -> OpsetUpgrade.of(graph).model(Map.of()),
          graph -> carried(MapsCut.headed(MapsCut.of(graph), 12)),
          graph -> Forward.of(graph, new float[2 * 3 * 144], 2, 3, 12, 12));

  private static void carried(Graph base) throws GraphRefusedException {
    GraftedHead grafted = new NewHead(3, List.of(4), 0.1f, 1).on(base);
    grafted.export(Map.of());
  }

  @Test
  void areTakenOrRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("base.onnx");
    int[] opsets = RandomNodes.opsets();
    List<Ending> endings = List.of(Ending.values());
    int refused = 0;
    for (int seed = 0; seed < FILES; seed++) {
      Ending ending = endings.get(seed % endings.size());
      int opset = opsets[seed % opsets.length];
      ModelProto model = RandomClassifier.of(opset, seed % 2 == 0 ? 2 : -1, ending, seed / 50);
      Random dice = new Random(seed);
      boolean whole = seed % 4 != 0;
      Files.write(file, whole ? nodes(model, dice) : bytes(model.toByteArray(), dice));
      refused += refusals(file, seed);
    }
    assertThat(refused).isBetween(1, STEPS.size() * FILES - 1);
  }

  /** With a few wrong bytes, towards the front, where the nodes are; the back is weights. */
  private static byte[] bytes(byte[] model, Random dice) {
    byte[] bytes = model.clone();
    for (int i = 0; i <= dice.nextInt(4); i++) {
      int at = (int) (bytes.length * dice.nextDouble() * dice.nextDouble());
      bytes[at] =
          (byte) (dice.nextBoolean() ? dice.nextInt(256) : bytes[at] ^ 1 << dice.nextInt(8));
    }
    return bytes;
  }

  /** With a few wrong nodes and constants, in a file that is sound. */
  private static byte[] nodes(ModelProto model, Random dice) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    for (int i = 0; i <= dice.nextInt(3); i++) {
      NodeProto.Builder node = graph.getNodeBuilder(dice.nextInt(graph.getNodeCount()));
      TensorProto.Builder constant =
          graph.getInitializerBuilder(dice.nextInt(graph.getInitializerCount()));
      switch (dice.nextInt(8)) {
        case 0 -> node.clearInput().addAllInput(node.getInputList().stream().skip(1).toList());
        case 1 -> node.clearInput().addInput("x");
        case 2 -> node.clearOutput();
        case 3 -> node.setOpType(graph.getNode(dice.nextInt(graph.getNodeCount())).getOpType());
        case 4 -> node.clearAttribute();
        case 5 -> node.getAttributeBuilderList().forEach(each -> damage(each, dice));
        case 6 -> shift(constant, dice.nextInt(3) - 1);
        default -> constant.addDims(1);
      }
    }
    return model.toBuilder().setGraph(graph).build().toByteArray();
  }

  private static void shift(TensorProto.Builder constant, int by) {
    if (constant.getDimsCount() > 0) {
      constant.setDims(0, constant.getDims(0) + by).clearRawData();
      for (long i = 0; i < constant.getDimsList().stream().reduce(1L, (a, b) -> a * b); i++) {
        constant.addFloatData(0.5f);
      }
    }
  }

  private static void damage(AttributeProto.Builder attribute, Random dice) {
    List<Long> numbers = List.of(-9L, -1L, 0L, 3L, 1L << 33, Long.MIN_VALUE);
    attribute.setI(numbers.get(dice.nextInt(numbers.size())));
    for (int i = 0; i < attribute.getIntsCount(); i++) {
      attribute.setInts(i, numbers.get(dice.nextInt(numbers.size())));
    }
    if (attribute.getIntsCount() > 0 && dice.nextBoolean()) {
      attribute.clearInts();
    }
  }

  private static int refusals(Path file, int seed) throws IOException {
    Graph graph;
    try {
      graph = Graph.read(file);
    } catch (GraphRefusedException e) {
      return STEPS.size();
    }
    int refused = 0;
    for (Step step : STEPS) {
      try {
        step.take(graph);
      } catch (GraphRefusedException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " ended in " + e, e);
      }
    }
    return refused;
  }
}
