package io.saccade.cli.releases;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A bundle that was sound, in the hands of somebody with an editor, a hash and a key.
 *
 * @param folder where it lies
 */
record SpoiltFolder(Path folder) {

  private static final String MANIFEST = "manifest.json";

  static SpoiltFolder of(Bundle sound, Path folder) throws IOException {
    BundleWriter.write(sound, folder, IfPresent.REFUSE);
    return new SpoiltFolder(folder);
  }

  byte[] read(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  /** Writes a file, and leaves the manifest as it is. */
  void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  /** Writes a file, and its hash into the manifest. */
  void writeHashed(String name, byte[] bytes) throws Exception {
    write(name, bytes);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    manifest(root -> root.withObject("/files").put(name, hash));
  }

  void manifest(Consumer<ObjectNode> change) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = (ObjectNode) json.readTree(read(MANIFEST));
    change.accept(root);
    write(MANIFEST, json.writeValueAsBytes(root));
  }

  void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  /** Vouches for whatever the manifest says now. */
  void sign(PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key);
    signature.update(read(MANIFEST));
    write(BundleSignature.FILE, Base64.getEncoder().encode(signature.sign()));
  }

  /** A zip beside the folder: its files, and more of any name. */
  Path zip(Map<String, byte[]> more) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(more);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
        out.closeEntry();
      }
    }
    return zip;
  }
}
