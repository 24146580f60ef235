package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a bundle says of itself: how an image becomes the model's input, what the output means, and
 * the hash of every other file. Its own SHA-256 is the identity of the bundle.
 *
 * @param name the model, as releases name it
 * @param version the version, distinct for every bundle of the model
 * @param family the models that may follow one another in one processor; the name, unless stated
 * @param features the output that describes the image, where the graph has one
 * @param golden the images with recorded outcomes
 * @param files the SHA-256 of every file but the manifest, by name
 */
public record Manifest(
    String name,
    String version,
    String family,
    ModelInput input,
    ModelOutput output,
    Optional<FeatureOutput> features,
    List<GoldenEntry> golden,
    SortedMap<String, String> files) {

  /** The version of the format that this code reads and writes. */
  public static final int FORMAT_VERSION = 1;

  // Names become folders of the repository, keys of topics and labels of metrics.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** Checks that the parts fit together, and names the one that does not. */
  public Manifest {
    requireName("name", name);
    requireName("version", version);
    requireName("family", family);
    golden = List.copyOf(golden);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    requireFiles(files);
    requireGolden(golden, files.keySet());
    String scores = output.name();
    if (features.filter(of -> of.name().equals(scores)).isPresent()) {
      throw new IllegalArgumentException("features must be another output than " + scores);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws BundleRefusedException {@code BUNDLE_PATH} where a file's name leads out of the bundle,
   *     else {@code MODEL_FORMAT} with every mistake in one message
   */
  public static Manifest parse(byte[] json) throws BundleRefusedException {
    return ManifestReader.read(json);
  }

  /** The manifest as UTF-8 JSON; equal manifests give equal bytes on every machine. */
  public byte[] toJson() {
    return ManifestWriter.write(this);
  }

  /** What the manifest declares of the model, without the files. */
  ModelDeclaration declaration() {
    return new ModelDeclaration(name, version, family, input, output, features);
  }

  /** Why the text may not be a name or a version, if so. */
  public static Optional<String> objectionToName(String text) {
    return NAME.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(
            "must be 1 to 100 letters, digits, '.', '_' or '-', and start with a letter or digit");
  }

  private static void requireName(String field, String value) {
    objectionToName(value)
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(field + " " + objection + ", but was " + value);
            });
  }

  private static void requireFiles(SortedMap<String, String> files) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      BundleFiles.objection(file.getKey())
          .ifPresent(
              objection -> {
                throw new IllegalArgumentException("files: a name " + objection);
              });
      if (!Sha256.isHash(file.getValue())) {
        throw new IllegalArgumentException(
            "files." + file.getKey() + " must be a SHA-256 of 64 lower-case hexadecimal digits");
      }
    }
    BundleFiles.clash(files.keySet())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "files: " + name + " differs from another name only by case");
            });
    for (String own : List.of(BundleFiles.MANIFEST, BundleFiles.SIGNATURE)) {
      if (files.containsKey(own)) {
        throw new IllegalArgumentException("files must not name " + own);
      }
    }
    for (String required : List.of(BundleFiles.MODEL, BundleFiles.LABELS)) {
      if (!files.containsKey(required)) {
        throw new IllegalArgumentException("files must name " + required);
      }
    }
  }

  private static void requireGolden(List<GoldenEntry> golden, Set<String> files) {
    Set<String> names = new HashSet<>();
    // Each entry holds its image in memory: a manifest of many for one file would take any amount.
    Set<String> taken = new HashSet<>();
    for (GoldenEntry entry : golden) {
      if (!names.add(entry.name())) {
        throw new IllegalArgumentException("golden: the name " + entry.name() + " occurs twice");
      }
      for (String file : List.of(entry.image(), entry.outputs())) {
        if (!files.contains(file)) {
          throw new IllegalArgumentException("golden." + entry.name() + ": no file " + file);
        }
        if (!taken.add(file) || BundleFiles.isModelPart(file)) {
          throw new IllegalArgumentException(
              "golden." + entry.name() + ": " + file + " must be a file of this image alone");
        }
      }
    }
  }
}
