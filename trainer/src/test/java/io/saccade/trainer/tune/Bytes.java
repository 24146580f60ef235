package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What equal trainings must have in common. */
final class Bytes {

  private Bytes() {}

  /** SHA-256 of all weights, in the order of their names. */
  static String hash(Map<String, HostTensor> weights) {
    MessageDigest digest = Fingerprint.sha256();
    new TreeMap<>(weights).forEach((name, value) -> digest.update(value.write(name).toByteArray()));
    return HexFormat.of().formatHex(digest.digest());
  }
}
