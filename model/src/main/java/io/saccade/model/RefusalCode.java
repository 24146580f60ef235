package io.saccade.model;

/**
 * Why a model bundle is not served: the closed set of codes that stand in front of a refusal. The
 * version that serves keeps serving, whatever the code.
 */
public enum RefusalCode {
  BUNDLE_PATH("The bundle is not where bundles may be, or a name in it leads out of it."),
  BUNDLE_HASH("A file of the bundle is not the file that the manifest names."),
  BUNDLE_SIGNATURE("The bundle's signature is missing or does not match its manifest."),
  MODEL_FORMAT("The bundle, its manifest or its model cannot be read."),
  MODEL_EXTERNAL_DATA("The model keeps tensors outside its own file."),
  MODEL_OPERATORS("The model uses operators that are not accepted."),
  MODEL_SHAPES("The model's inputs or outputs are not those of an image classifier as declared."),
  MODEL_LABELS("The labels do not fit the model's classes, or are not distinct."),
  MODEL_GOLDEN("The model does not reproduce the outputs recorded for the golden images."),
  MODEL_REFERENCE(
      "The reference for drift cannot be read, or is of another model, labels or preprocessing."),
  MODEL_NOT_FINITE("The model gives outputs that are not finite."),
  MODEL_MEMORY("The model needs more memory than its budget."),
  MODEL_LATENCY("The model takes longer than its budget, or does not end."),
  MODEL_DEVICE("The device asked for is not there.");

  private final String meaning;

  RefusalCode(String meaning) {
    this.meaning = meaning;
  }

  /** What the code says, in one sentence, without anything of the particular bundle. */
  public String meaning() {
    return meaning;
  }
}
