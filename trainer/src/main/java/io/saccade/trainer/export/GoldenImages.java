package io.saccade.trainer.export;

import io.saccade.model.bundle.Golden;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Records what becomes of a few images, which every device that serves the bundle must repeat. */
final class GoldenImages {

  private static final int MOST = 8;

  /** An image of a bundle travels with every release of it. */
  private static final int MOST_BYTES = 512 << 10;

  private final TrainingTensors tensors;
  private final OrtNetwork network;

  GoldenImages(TrainingTensors tensors, OrtNetwork network) {
    this.tensors = tensors;
    this.network = network;
  }

  /** The outcomes of the first image of each class, for some classes. */
  List<Golden> of(List<Sample> samples)
      throws IOException, TrainingFailedException, InterruptedException {
    List<Golden> golden = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Sample sample : samples) {
      if (golden.size() == MOST) {
        break;
      }
      if (!seen.contains(sample.label())) {
        byte[] encoded = sample.content().read(MOST_BYTES + 1);
        if (encoded.length <= MOST_BYTES) {
          seen.add(sample.label());
          golden.add(golden("image-" + (golden.size() + 1), sample, encoded));
        }
      }
    }
    return golden;
  }

  private Golden golden(String name, Sample sample, byte[] encoded)
      throws IOException, TrainingFailedException, InterruptedException {
    // By itself, as the processor runs it: some arithmetic depends on what shares the batch.
    float[] logits = network.rows(List.of(sample), tensors, 0, done -> {})[0];
    return new Golden(name, encoded, hash(sample), Softmax.of(logits));
  }

  private String hash(Sample sample) throws IOException {
    ByteBuffer tensor =
        ByteBuffer.allocateDirect(tensors.preprocessing().tensorBytes())
            .order(ByteOrder.nativeOrder());
    tensors.write(List.of(sample), 0, tensor);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(tensor.flip());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
