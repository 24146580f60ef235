package io.saccade.cli.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.OutputFormat;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.drift.ReferenceProfile;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What `saccade model profile` says it has made. */
final class ProfileShown {

  private final PrintWriter out;
  private final OutputFormat format;

  ProfileShown(PrintWriter out, OutputFormat format) {
    this.out = out;
    this.format = format;
  }

  void made(Bundle bundle, Path place, ReferenceProfile profile, NullTables tables) {
    if (format == OutputFormat.JSON) {
      ObjectNode json = JsonMapper.builder().build().createObjectNode();
      json.put("bundle", place.toString())
          .put("sha256", bundle.sha256())
          .put("images", profile.images())
          .put("referenceTooSmall", isTooSmall(profile))
          .put("smallestWindow", tables.smallest())
          .put("largestWindow", tables.largest())
          .put("draws", tables.draws());
      out.println(json);
    } else {
      line("bundle", place);
      line("sha256", bundle.sha256());
      line("images", "%,d%s".formatted(profile.images(), advice(profile)));
      line("windows", "%,d to %,d images".formatted(tables.smallest(), tables.largest()));
      line("draws", "%,d of each size".formatted(tables.draws()));
    }
    out.flush();
  }

  private static boolean isTooSmall(ReferenceProfile profile) {
    return profile.images() < Calibration.RELIABLE_REFERENCE;
  }

  private static String advice(ReferenceProfile profile) {
    return isTooSmall(profile)
        ? ": too few for reports to be relied upon; %,d are the least, 10,000 advised"
            .formatted(Calibration.RELIABLE_REFERENCE)
        : "";
  }

  private void line(String name, Object value) {
    out.printf("%-14s %s%n", name, value);
  }
}
