package io.saccade.cli.fuzz;

import io.saccade.cli.faults.DriftReference;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.drift.ReferenceFile;
import java.util.Arrays;
import java.util.Map;

/** What streams are watched by: the reference of a bundle, and the null tables in it. */
final class ReferenceTarget implements FuzzTarget {

  private final Bundle bundle = DriftReference.bundle();

  ReferenceTarget() throws Exception {}

  @Override
  public void read(byte[] bytes) {
    tables(bytes);
    try {
      ReferenceFile file = ReferenceFile.read(bytes);
      if (!Arrays.equals(file.toBytes(), bytes)) {
        throw new IllegalStateException("what was read is not what is written");
      }
      CalibratedReference reference = CalibratedReference.read(bytes, bundle.binding());
      if (reference.nulls().sizes().isEmpty()) {
        throw new IllegalStateException("a reference without tables was taken");
      }
    } catch (BundleRefusedException e) {
      return;
    }
  }

  private static void tables(byte[] bytes) {
    try {
      if (!Arrays.equals(NullTables.read(bytes).toBytes(), bytes)) {
        throw new IllegalStateException("what was read is not what is written");
      }
    } catch (BundleRefusedException e) {
      return;
    }
  }

  @Override
  public Map<String, byte[]> seeds() {
    CalibratedReference reference = bundle.reference().orElseThrow();
    return Map.of("reference", reference.toBytes(), "tables", reference.nulls().toBytes());
  }
}
