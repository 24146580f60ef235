package io.saccade.trainer.recipe;

import java.nio.file.Path;

/**
 * What comes out.
 *
 * @param out the bundle's folder or zip
 * @param report the HTML file
 * @param name the model, as releases name it
 * @param version the version, distinct for every bundle of the model
 * @param quantization the arithmetic of the exported network
 * @param halfStorage whether weights are stored as 16-bit floats
 */
public record ResultPlan(
    Path out,
    Path report,
    String name,
    String version,
    Quantization quantization,
    boolean halfStorage) {

  /** The CSV file of what was made of each image, beside the report. */
  public Path predictions() {
    String name = String.valueOf(report.getFileName()).replaceFirst("(?i)\\.html?$", "");
    return report.resolveSibling(name + ".predictions.csv");
  }
}
