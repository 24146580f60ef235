package io.saccade.model.bundle;

import io.saccade.model.drift.ReferenceFile;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of a bundle's files, and which names are sound on every file system. */
final class BundleFiles {

  static final String MANIFEST = "manifest.json";
  static final String MODEL = "model.onnx";
  static final String LABELS = "labels.txt";
  static final String SIGNATURE = BundleSignature.FILE;
  static final String REFERENCE = ReferenceFile.NAME;
  static final String GOLDEN_FOLDER = "golden/";

  /** The most parts of a name. */
  static final int DEEPEST = 4;

  private static final int LONGEST_NAME = 200;
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  // What Windows opens instead of a file, with whatever extension.
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  private BundleFiles() {}

  /** Why the name may not stand in a bundle, if so. */
  static Optional<String> objection(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return Optional.of("must have 1 to " + LONGEST_NAME + " characters");
    }
    String[] parts = name.split("/", -1);
    if (parts.length > DEEPEST) {
      return Optional.of("must be at most " + DEEPEST + " levels deep");
    }
    for (String part : parts) {
      if (!PART.matcher(part).matches() || part.endsWith(".")) {
        return Optional.of(
            "must be relative, of letters, digits, '.', '_', '-' and '/', and lead nowhere else");
      }
      if (DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches()) {
        return Optional.of("must not be the name of a device");
      }
    }
    return Optional.empty();
  }

  /** A name that equals another without regard to case, as some file systems have it; or empty. */
  static Optional<String> clash(Set<String> names) {
    Set<String> seen = new HashSet<>();
    return names.stream().filter(name -> !seen.add(name.toLowerCase(Locale.ROOT))).findFirst();
  }

  /** Whether the bundle makes the file of this name itself; also on a file system without case. */
  static boolean isOwn(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Set.of(MANIFEST, SIGNATURE, MODEL, LABELS, REFERENCE).contains(lower)
        || lower.startsWith(GOLDEN_FOLDER);
  }

  /** Whether the file of this name is the model itself, or what belongs to it. */
  static boolean isModelPart(String name) {
    return Set.of(MODEL, LABELS, REFERENCE).contains(name);
  }

  /** The bytes of a file that the manifest has been found to name. */
  static byte[] bytes(Map<String, byte[]> files, String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new IllegalStateException("a manifest without " + name + " was let through");
    }
    return bytes;
  }
}
