package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a bundle together in memory: lays out its files, hashes them and writes the manifest. */
final class BundleAssembly {

  private BundleAssembly() {}

  /**
   * A bundle of these files and golden images; it passes the checks of one that is read.
   *
   * @param files every file but the manifest and those of golden images
   */
  static Bundle of(ModelDeclaration declared, SortedMap<String, byte[]> files, List<Golden> golden)
      throws BundleRefusedException {
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    for (Golden image : golden) {
      all.put(image.entry().image(), image.encoded());
      all.put(image.entry().outputs(), image.outputBytes());
    }
    SortedMap<String, String> hashes = new TreeMap<>();
    all.forEach((name, bytes) -> hashes.put(name, Sha256.of(bytes)));
    Manifest manifest = manifest(declared, golden, hashes);
    all.put(BundleFiles.MANIFEST, manifest.toJson());
    return new Bundle(manifest, all);
  }

  private static Manifest manifest(
      ModelDeclaration declared, List<Golden> golden, SortedMap<String, String> hashes)
      throws BundleRefusedException {
    try {
      return new Manifest(
          declared.name(),
          declared.version(),
          declared.family(),
          declared.input(),
          declared.output(),
          declared.features(),
          golden.stream().map(Golden::entry).toList(),
          hashes);
    } catch (IllegalArgumentException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "No manifest can be made: " + e.getMessage() + ".", e);
    }
  }
}
