package io.saccade.trainer.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.quantize.QuantizationReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says what a model was made of, how, and how good it is. Nothing in it depends on the time or the
 * place, so that the same training gives the same bundle.
 */
final class ModelCard {

  static final String JSON = "model-card.json";
  static final String MARKDOWN = "model-card.md";

  /** More digits than any of the figures deserves, and few enough to read. */
  private static final MathContext DIGITS = new MathContext(6);

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private final ExportOrder order;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private ModelCard(ExportOrder order) {
    this.order = order;
  }

  /** The files of the card, by name. */
  static Map<String, byte[]> files(ExportOrder order, Measured measured) {
    ObjectNode card = new ModelCard(order).card(measured);
    Map<String, byte[]> files = new TreeMap<>();
    try {
      String json = WRITER.writeValueAsString(card) + "\n";
      files.put(JSON, json.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
    files.put(MARKDOWN, CardText.of(card).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private ObjectNode card(Measured measured) {
    Origin origin = order.origin();
    root.put("name", order.name()).put("version", order.version());
    root.putObject("base").put("name", origin.base()).put("sha256", origin.baseSha256());
    data();
    ObjectNode recipe = root.putObject("recipe");
    origin.recipe().forEach(recipe::put);
    ObjectNode metrics = root.putObject("metrics");
    double temperature = measured.temperature();
    measured
        .validation()
        .ifPresent(part -> metrics(metrics.putObject("validation"), part, temperature));
    measured.test().ifPresent(part -> metrics(metrics.putObject("test"), part, temperature));
    root.put("temperature", rounded(temperature));
    root.putObject("parity")
        .put("images", measured.parity().images())
        .put("difference", rounded(measured.parity().difference()))
        .put("range", rounded(measured.parity().range()));
    measured.quantization().ifPresent(this::quantization);
    ObjectNode versions = root.putObject("versions");
    origin.versions().forEach(versions::put);
    versions.put("onnxruntime", OrtNetwork.version());
    return root;
  }

  private void data() {
    Split split = order.split();
    root.putObject("data")
        .put("sha256", order.origin().dataSha256())
        .put("classes", order.classes().size())
        .put("training", split.training().size())
        .put("validation", split.validation().size())
        .put("test", split.test().size());
  }

  private static void metrics(ObjectNode node, PartScores part, double temperature) {
    Evaluation plain = part.evaluation();
    Evaluation scaled = Evaluation.of(part.logits(), part.labels(), temperature);
    node.put("accuracy", rounded(plain.accuracy()))
        .put("loss", rounded(plain.loss()))
        .put("calibrationError", rounded(plain.calibrationError()))
        .put("lossAtTemperature", rounded(scaled.loss()))
        .put("calibrationErrorAtTemperature", rounded(scaled.calibrationError()));
  }

  private void quantization(QuantizationReport report) {
    root.putObject("quantization")
        .put("layers", report.layers())
        .put("floatLayers", report.floatLayers())
        .put("activations", report.choice().words())
        .put("weightBits", report.choice().weightBits())
        .put("agreement", rounded(report.agreement()))
        .put("accuracyBefore", rounded(report.accuracyBefore()))
        .put("accuracyAfter", rounded(report.accuracyAfter()));
  }

  /** Short decimals: how a double is printed in full changed between releases of Java. */
  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros();
  }
}
