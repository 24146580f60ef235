package io.saccade.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.export.Parity;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What a training brought.
 *
 * @param bundle as the processor reads it
 * @param card what the training itself says of it
 * @param validation the share that is right, from 0 to 1
 * @param test the same; NaN where there is no such part
 * @param pace how fast it was
 */
record Outcome(Bundle bundle, JsonNode card, double validation, double test, Pace pace) {

  private static final String CARD = "model-card.json";

  static Outcome of(TrainingEvent.Finished finished, Pace pace)
      throws CommandFailedException, IOException {
    try {
      return new Outcome(
          Bundle.read(finished.bundle()),
          new ObjectMapper().readTree(Files.readString(finished.bundle().resolve(CARD))),
          finished.validationAccuracy(),
          finished.testAccuracy(),
          pace);
    } catch (BundleRefusedException e) {
      throw new CommandFailedException("the trained bundle is refused: " + e.getMessage(), e);
    }
  }

  String sha256() {
    return bundle.sha256();
  }

  /** How many images parity was shown on. */
  int parityImages() {
    return card.at("/parity/images").asInt();
  }

  /** How far scores are apart, as a share of how far they may be. */
  double parityShare() {
    return card.at("/parity/difference").asDouble()
        / (Parity.TOLERANCE * card.at("/parity/range").asDouble());
  }

  /** How many test images there are. */
  int testImages() {
    return card.at("/data/test").asInt();
  }

  /** How many classes there are. */
  int classes() {
    return card.at("/data/classes").asInt();
  }

  /** Mean negative log-likelihood over the validation part, in nats, to six digits. */
  double validationLoss() {
    return card.at("/metrics/validation/loss").asDouble();
  }

  /** The exported graph. */
  Graph graph() throws CommandFailedException {
    try {
      return Graph.of(ModelProto.parseFrom(bundle.model()));
    } catch (GraphRefusedException | InvalidProtocolBufferException e) {
      throw new CommandFailedException("the exported graph is refused: " + e.getMessage(), e);
    }
  }
}
