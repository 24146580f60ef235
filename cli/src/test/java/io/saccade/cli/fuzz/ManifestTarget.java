package io.saccade.cli.fuzz;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.bundle.BundleSource;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Any manifest beside the files of a sound bundle, whose hashes it may well name. */
final class ManifestTarget implements FuzzTarget {

  private static final String MANIFEST = "manifest.json";

  private final SortedMap<String, byte[]> sound;

  ManifestTarget() throws Exception {
    this.sound = FuzzedBundle.files();
  }

  @Override
  public void read(byte[] bytes) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>(sound);
    files.put(MANIFEST, bytes);
    try (BundleSource source = new Files(files)) {
      Bundle read = Bundle.read(source, BundleLimits.defaults());
      byte[] again = read.manifest().toJson();
      if (again.length == 0) {
        throw new IllegalStateException("what was read cannot be written");
      }
    } catch (BundleRefusedException e) {
      return;
    }
  }

  @Override
  public Map<String, byte[]> seeds() {
    return Map.of("sound", sound.getOrDefault(MANIFEST, new byte[0]));
  }

  /** Files in memory. */
  private record Files(SortedMap<String, byte[]> all) implements BundleSource {

    @Override
    public SortedSet<String> names() {
      return new TreeSet<>(all.keySet());
    }

    @Override
    public byte[] read(String name, int limit) {
      return all.getOrDefault(name, new byte[0]);
    }

    @Override
    public void close() {}
  }
}
