package io.saccade.cli.releases;

import static io.saccade.model.RefusalCode.BUNDLE_HASH;
import static io.saccade.model.RefusalCode.BUNDLE_PATH;
import static io.saccade.model.RefusalCode.BUNDLE_SIGNATURE;
import static io.saccade.model.RefusalCode.MODEL_EXTERNAL_DATA;
import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_GOLDEN;
import static io.saccade.model.RefusalCode.MODEL_LABELS;
import static io.saccade.model.RefusalCode.MODEL_MEMORY;
import static io.saccade.model.RefusalCode.MODEL_NOT_FINITE;
import static io.saccade.model.RefusalCode.MODEL_OPERATORS;
import static io.saccade.model.RefusalCode.MODEL_REFERENCE;
import static io.saccade.model.RefusalCode.MODEL_SHAPES;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.model.GoldenImages;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.KeyFiles;
import io.saccade.model.drift.ReferenceFile;
import io.saccade.model.shapes.ColorModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Bundles as strangers hand them in: spoilt on the way, by the wrong tool, or on purpose. All are
 * signed as they are, so that it is not for that that they are refused, but those that are not.
 */
final class StrangersBundles {

  private static final String MODEL = "model.onnx";
  private static final String LABELS = "labels.txt";
  private static final String MANIFEST = "manifest.json";
  private static final String PAGE = "<!DOCTYPE html><html><body>404 Not Found</body></html>";
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 13956\n";

  /**
   * One of them.
   *
   * @param what is wrong with it
   * @param code that it is to be refused with
   * @param place where it lies
   */
  record Stranger(String what, RefusalCode code, Path place) {}

  /** Spoils a sound bundle; says where what came of it lies. */
  private interface Spoiling {
    void spoil(SpoiltFolder folder) throws Exception;
  }

  private final Path root;
  private final PrivateKey key;
  private final List<Golden> golden;
  private final List<Stranger> all = new ArrayList<>();

  private StrangersBundles(Path root, PrivateKey key) throws Exception {
    this.root = root;
    this.key = key;
    this.golden = GoldenImages.record(ColorModel.bundle("0"), new LocalModels()).golden();
  }

  /** Makes all of them below a folder. */
  static List<Stranger> make(Path root, PrivateKey key) throws Exception {
    StrangersBundles strangers = new StrangersBundles(root, key);
    strangers.formats();
    strangers.files();
    strangers.models();
    strangers.claims();
    strangers.zips();
    return List.copyOf(strangers.all);
  }

  /** A bundle with which nothing is wrong. */
  Bundle sound(String version) throws Exception {
    return ColorModel.bundle(version).withGolden(golden);
  }

  private void formats() throws Exception {
    Path empty = Files.createDirectories(root.resolve("empty"));
    all.add(new Stranger("nothing in it", MODEL_FORMAT, empty));
    add("a manifest that is a page of an error", MODEL_FORMAT, f -> f.write(MANIFEST, utf8(PAGE)));
    add(
        "one manifest after another",
        MODEL_FORMAT,
        f -> f.write(MANIFEST, utf8(text(f, MANIFEST) + text(f, MANIFEST))));
    add("a later format", MODEL_FORMAT, f -> f.manifest(root -> root.put("formatVersion", 2)));
    add("no bytes in the model", MODEL_FORMAT, f -> f.writeHashed(MODEL, new byte[0]));
    add("half a model", MODEL_FORMAT, f -> f.writeHashed(MODEL, half(f.read(MODEL))));
    add("a pointer for a model", MODEL_FORMAT, f -> f.writeHashed(MODEL, utf8(POINTER)));
  }

  private void files() throws Exception {
    add(
        "a bit of the model flipped",
        BUNDLE_HASH,
        f -> {
          byte[] model = f.read(MODEL);
          model[model.length / 3] ^= 1;
          f.write(MODEL, model);
        });
    add("no labels", BUNDLE_HASH, f -> f.delete(LABELS));
    add("a file of the desktop's", BUNDLE_HASH, f -> f.write(".DS_Store", new byte[6]));
    add(
        "a link for a model",
        BUNDLE_PATH,
        f -> {
          Path elsewhere = root.resolve("elsewhere.onnx");
          Files.move(f.folder().resolve(MODEL), elsewhere);
          Files.createSymbolicLink(f.folder().resolve(MODEL), elsewhere);
        });
    add(
        "a file of another folder",
        BUNDLE_PATH,
        f -> f.manifest(m -> m.withObject("/files").put("../secret", "0".repeat(64))));
  }

  private void models() throws Exception {
    add(
        "a page for a reference",
        MODEL_REFERENCE,
        f -> f.writeHashed(ReferenceFile.NAME, utf8(PAGE)));
    add(
        "weights in another file",
        MODEL_EXTERNAL_DATA,
        f -> f.writeHashed(MODEL, SpoiltModel.externalWeights(f.read(MODEL))));
    add(
        "an operator of somebody's own",
        MODEL_OPERATORS,
        f -> f.writeHashed(MODEL, SpoiltModel.withNode(f.read(MODEL), "com.example", "Fast")));
    add(
        "a loop",
        MODEL_OPERATORS,
        f -> f.writeHashed(MODEL, SpoiltModel.withNode(f.read(MODEL), "", "Loop")));
    add(
        "a bias that is not a number",
        MODEL_NOT_FINITE,
        f -> f.writeHashed(MODEL, SpoiltModel.notFinite(f.read(MODEL))));
    add(
        "a hundred gigabytes on the way",
        MODEL_MEMORY,
        f -> f.writeHashed(MODEL, SpoiltModel.huge(f.read(MODEL))));
    add(
        "another model, with other golden images",
        MODEL_GOLDEN,
        f -> f.writeHashed(MODEL, SlowModel.onnx(4, 1)));
  }

  private void claims() throws Exception {
    add("a label too few", MODEL_LABELS, f -> f.writeHashed(LABELS, utf8("red\ngreen\nblue\n")));
    add(
        "labels of another system",
        MODEL_LABELS,
        f -> f.writeHashed(LABELS, utf8(text(f, LABELS).replace("\n", "\r\n"))));
    add(
        "the same label twice",
        MODEL_LABELS,
        f -> f.writeHashed(LABELS, utf8(text(f, LABELS).replace("green", "red"))));
    add("images of another size", MODEL_SHAPES, f -> f.manifest(m -> width(m, 32)));
    add(
        "a class more than the model has",
        MODEL_SHAPES,
        f -> {
          f.writeHashed(LABELS, utf8(text(f, LABELS) + "grey\n"));
          f.manifest(m -> m.withObject("/output").put("classes", 7).put("kind", "softmax"));
        });
    add("no signature", BUNDLE_SIGNATURE, f -> {}).delete(BundleSignature.FILE);
    add("somebody else's signature", BUNDLE_SIGNATURE, f -> {})
        .sign(KeyFiles.generate().getPrivate());
  }

  private void zips() throws Exception {
    SpoiltFolder folder = SpoiltFolder.of(sound("slip"), root.resolve("slip"));
    folder.sign(key);
    Path slip = folder.zip(Map.of("../../slipped.sh", utf8("rm -rf ~\n")));
    all.add(new Stranger("a zip that leads out", MODEL_FORMAT, slip));
    folder = SpoiltFolder.of(sound("half"), root.resolve("half"));
    folder.sign(key);
    Path zip = folder.zip(Map.of());
    Files.write(zip, half(Files.readAllBytes(zip)));
    all.add(new Stranger("half a zip", MODEL_FORMAT, zip));
  }

  private SpoiltFolder add(String what, RefusalCode code, Spoiling spoiling) throws Exception {
    String version = "stranger-" + all.size();
    SpoiltFolder folder = SpoiltFolder.of(sound(version), root.resolve(version));
    spoiling.spoil(folder);
    folder.sign(key);
    all.add(new Stranger(what, code, folder.folder()));
    return folder;
  }

  private static void width(ObjectNode manifest, int width) {
    manifest.withObject("/input").put("width", width).put("height", width);
    manifest.withObject("/input").put("resizeShorterTo", width);
  }

  private static String text(SpoiltFolder folder, String name) throws Exception {
    return new String(folder.read(name), UTF_8);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
