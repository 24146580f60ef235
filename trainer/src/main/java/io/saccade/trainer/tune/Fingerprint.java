package io.saccade.trainer.tune;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.graph.HostTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Tells one training from another, so that a checkpoint is not taken up by the wrong one. */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * Of what is trained, how, and on what.
   *
   * @param learned what training changes: how it begins does not matter to one that goes on
   */
  static String of(TuneTask task, TunePlan plan, Map<String, HostTensor> learned)
      throws IOException {
    MessageDigest digest = sha256();
    add(digest, plan.toString());
    add(digest, task.tensors().preprocessing().toString());
    add(digest, String.valueOf(task.freeze().firstTrained()));
    for (Sample sample : task.training()) {
      add(digest, sample.label() + " " + sample.name());
    }
    Map<String, HostTensor> blank = new HashMap<>();
    learned.forEach(
        (name, tensor) ->
            blank.put(name, HostTensor.floats(tensor.dims(), new float[tensor.size()])));
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      task.graph().model(blank).writeTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
