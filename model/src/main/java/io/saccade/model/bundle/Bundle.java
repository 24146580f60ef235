package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.drift.ProfileBinding;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.EmbeddedNormalisation;
import io.saccade.model.onnx.ImageInput;
import io.saccade.model.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model bundle in memory, every one of whose files has been read once and hashed as read. Holding
 * one is the proof that its files are those of its manifest, its graph is self-contained and of
 * accepted operators, and its labels and shapes agree with its manifest; what only a run can show
 * (golden images, finite outputs, memory, latency) is left to whoever runs it. Immutable, as long
 * as nobody writes into {@link #model()}.
 */
public final class Bundle {

  private final Manifest manifest;
  private final String sha256;
  private final SortedMap<String, byte[]> files;
  private final OnnxGraph graph;
  private final ImageInput graphInput;
  private final List<String> labels;
  private final List<Golden> golden;
  private final Optional<CalibratedReference> reference;

  /**
   * A checked bundle.
   *
   * @param manifest what {@code files} holds as the manifest's bytes
   * @param files every file by name, the manifest among them
   */
  Bundle(Manifest manifest, SortedMap<String, byte[]> files) throws BundleRefusedException {
    this.manifest = manifest;
    this.files = files;
    this.sha256 = Sha256.of(BundleFiles.bytes(files, BundleFiles.MANIFEST));
    this.graph = OnnxGraph.parse(BundleFiles.bytes(files, BundleFiles.MODEL));
    this.graphInput = ImageInput.of(graph);
    this.labels = Labels.parse(BundleFiles.bytes(files, BundleFiles.LABELS));
    BundleChecks.shapes(manifest, graph);
    BundleChecks.labels(manifest, labels);
    this.golden = BundleChecks.golden(manifest, files);
    this.reference = BundleChecks.reference(manifest, files);
  }

  /** The same bundle with another signature file, or the first. */
  private Bundle(Bundle bundle, SortedMap<String, byte[]> files) {
    this.manifest = bundle.manifest;
    this.files = files;
    this.sha256 = bundle.sha256;
    this.graph = bundle.graph;
    this.graphInput = bundle.graphInput;
    this.labels = bundle.labels;
    this.golden = bundle.golden;
    this.reference = bundle.reference;
  }

  /** Reads a bundle within the default limits; see {@link #read(Path, BundleLimits)}. */
  public static Bundle read(Path folderOrZip) throws BundleRefusedException {
    return read(folderOrZip, BundleLimits.defaults());
  }

  /**
   * Reads a bundle from a folder or a zip, and checks all that can be checked without a run.
   *
   * @throws BundleRefusedException {@code BUNDLE_PATH} where there is nothing, a link, or a name
   *     that leads out; {@code BUNDLE_HASH} where a file is missing, differs or is not in the
   *     manifest; {@code MODEL_FORMAT}, {@code MODEL_EXTERNAL_DATA}, {@code MODEL_OPERATORS},
   *     {@code MODEL_SHAPES}, {@code MODEL_LABELS} and {@code MODEL_REFERENCE} as their meanings
   *     say
   */
  public static Bundle read(Path folderOrZip, BundleLimits limits) throws BundleRefusedException {
    return BundleReader.read(folderOrZip, limits);
  }

  /**
   * Reads a bundle from wherever its files are, with the checks of {@link #read(Path,
   * BundleLimits)}.
   *
   * @throws IOException if the source does; it is left open
   */
  public static Bundle read(BundleSource source, BundleLimits limits)
      throws BundleRefusedException, IOException {
    return BundleReader.read(source, limits);
  }

  /**
   * Makes a bundle, without golden images, that passes the same checks as one that is read.
   *
   * @param onnx the bytes of the model; kept, so they must not be written to
   * @param labels the name of every class, in the order of the outputs, all different
   * @throws BundleRefusedException as {@link #read} does, but for paths and hashes
   */
  public static Bundle of(ModelDeclaration declared, byte[] onnx, List<String> labels)
      throws BundleRefusedException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(BundleFiles.MODEL, onnx);
    files.put(BundleFiles.LABELS, Labels.format(labels));
    return BundleAssembly.of(declared, files, List.of());
  }

  /** The same bundle with these golden images in place of its own, and so of another identity. */
  public Bundle withGolden(List<Golden> images) throws BundleRefusedException {
    return BundleAssembly.of(manifest.declaration(), filesBesideGolden(), images);
  }

  /**
   * The same bundle with this reference in place of its own, and so of another identity.
   *
   * @throws BundleRefusedException {@code MODEL_REFERENCE} where it is not of this bundle's {@link
   *     #binding}
   */
  public Bundle withReference(CalibratedReference made) throws BundleRefusedException {
    SortedMap<String, byte[]> others = filesBesideGolden();
    others.put(BundleFiles.REFERENCE, made.toBytes());
    return BundleAssembly.of(manifest.declaration(), others, golden);
  }

  /**
   * The same bundle under another name of its version, and so of another identity; unsigned.
   *
   * @throws IllegalArgumentException where it may not be the name of a version
   */
  public Bundle withVersion(String version) throws BundleRefusedException {
    return BundleAssembly.of(
        manifest.declaration().withVersion(version), filesBesideGolden(), golden);
  }

  /**
   * The same bundle with these files beside the model, such as a model card, in place of those of
   * the same names; and so of another identity. They are hashed and carried, and never looked into.
   *
   * @param beside the bytes by name; kept, so they must not be written to
   * @throws BundleRefusedException {@code MODEL_FORMAT} where a name is not sound, or one that the
   *     bundle needs for itself
   */
  public Bundle withFiles(Map<String, byte[]> beside) throws BundleRefusedException {
    for (String name : beside.keySet()) {
      if (BundleFiles.isOwn(name)) {
        throw new BundleRefusedException(
            RefusalCode.MODEL_FORMAT, "The bundle itself makes " + Printable.of(name) + ".");
      }
    }
    SortedMap<String, byte[]> others = filesBesideGolden();
    others.putAll(beside);
    return BundleAssembly.of(manifest.declaration(), others, golden);
  }

  /**
   * The same model with its normalisation inside the graph, so that it takes uint8 pixels, channels
   * last. Without golden images and reference: those are of what preprocessing made before.
   *
   * @throws BundleRefusedException as {@link EmbeddedNormalisation#of} does
   */
  public Bundle withEmbeddedNormalisation() throws BundleRefusedException {
    Preprocessing preprocessing = manifest.input().preprocessing();
    EmbeddedNormalisation embedded = EmbeddedNormalisation.of(model(), preprocessing);
    SortedMap<String, byte[]> others = filesBesideGolden();
    others.put(BundleFiles.MODEL, embedded.model());
    others.remove(BundleFiles.REFERENCE);
    ModelInput input = new ModelInput(embedded.inputName(), preprocessing.toPixels());
    return BundleAssembly.of(manifest.declaration().withInput(input), others, List.of());
  }

  private SortedMap<String, byte[]> filesBesideGolden() {
    SortedMap<String, byte[]> others = new TreeMap<>(files);
    others.remove(BundleFiles.MANIFEST);
    others.remove(BundleFiles.SIGNATURE);
    for (GoldenEntry entry : manifest.golden()) {
      others.remove(entry.image());
      others.remove(entry.outputs());
    }
    return others;
  }

  /** What the bundle says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * The identity of the bundle: SHA-256 of the manifest's bytes, 64 lower-case hexadecimal digits.
   */
  public String sha256() {
    return sha256;
  }

  /** Whether a signature lies beside the manifest; whose it is, a key must tell. */
  public boolean isSigned() {
    return files.containsKey(BundleFiles.SIGNATURE);
  }

  /** The very bytes of the model that were hashed, not a copy; they must not be written to. */
  public byte[] model() {
    return BundleFiles.bytes(files, BundleFiles.MODEL);
  }

  /** The name of every class, in the order of the outputs; all differ. */
  public List<String> labels() {
    return labels;
  }

  /** The images with recorded outcomes; empty where the bundle was made without. */
  public List<Golden> golden() {
    return golden;
  }

  /** What is normal for the model, by which its streams are watched; empty where none was made. */
  public Optional<CalibratedReference> reference() {
    return reference;
  }

  /** What a reference for this bundle is measured with, and holds for alone. */
  public ProfileBinding binding() {
    return BundleChecks.binding(manifest);
  }

  /** What the graph says of itself. */
  public OnnxGraph graph() {
    return graph;
  }

  /** The only number of images that the graph takes in a run, where it does not take any number. */
  public OptionalInt fixedBatch() {
    return graphInput.batch();
  }

  /** How many bytes every file has, by name, the manifest among them. */
  public SortedMap<String, Long> sizes() {
    SortedMap<String, Long> sizes = new TreeMap<>();
    files.forEach((name, bytes) -> sizes.put(name, (long) bytes.length));
    return sizes;
  }

  /** The bytes of the signature file, whatever they are; empty where there is none. */
  Optional<byte[]> signature() {
    return Optional.ofNullable(files.get(BundleFiles.SIGNATURE));
  }

  /** The same bundle with this signature file. */
  Bundle withSignature(byte[] signature) {
    SortedMap<String, byte[]> signed = new TreeMap<>(files);
    signed.put(BundleFiles.SIGNATURE, signature);
    return new Bundle(this, signed);
  }

  /**
   * Every file by name, the manifest among them, and the signature where there is one; the bytes
   * must not be written to.
   */
  SortedMap<String, byte[]> files() {
    return files;
  }
}
