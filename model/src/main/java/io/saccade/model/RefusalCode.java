package io.saccade.model;

/**
 * Why a model bundle is not served: the closed set of codes that stand in front of a refusal. The
 * version that serves keeps serving, whatever the code.
 */
public enum RefusalCode {
  BUNDLE_PATH(
      "The bundle is not where bundles may be, or a name in it leads out of it.",
      "Put the bundle below one of the bundle.roots, or add its root."),
  BUNDLE_HASH(
      "A file of the bundle is not the file that the manifest names.",
      "Copy the bundle again, whole; or release it with the hash that it has."),
  BUNDLE_SIGNATURE(
      "The bundle's signature is missing or does not match its manifest.",
      "Sign it with a key whose other half is in bundle.keys: saccade model sign."),
  MODEL_FORMAT(
      "The bundle, its manifest or its model cannot be read.",
      "Look at it with saccade model inspect; package it again."),
  MODEL_EXTERNAL_DATA(
      "The model keeps tensors outside its own file.",
      "Save the model as one file, then package it again."),
  MODEL_OPERATORS(
      "The model uses operators that are not accepted.",
      "Export the model with standard ONNX operators only."),
  MODEL_SHAPES(
      "The model's inputs or outputs are not those of an image classifier as declared.",
      "Package it with the size and preprocessing that it was trained with."),
  MODEL_LABELS(
      "The labels do not fit the model's classes, or are not distinct.",
      "Package it with one label for each of the model's classes."),
  MODEL_GOLDEN(
      "The model does not reproduce the outputs recorded for the golden images.",
      "Package it again from the same file; if that helps not, the device computes otherwise."),
  MODEL_REFERENCE(
      "The reference for drift cannot be read, or is of another model, labels or preprocessing.",
      "Profile this very bundle again: saccade model profile."),
  MODEL_NOT_FINITE(
      "The model gives outputs that are not finite.",
      "Look for what overflows, such as half precision; export it again."),
  MODEL_MEMORY(
      "The model needs more memory than its budget.",
      "Raise memory.budget, gpu.memory or the memory of the machine; or lower batch.size."),
  MODEL_LATENCY(
      "The model takes longer than its budget, or does not end.",
      "Raise record.deadline, lower batch.size, or take a smaller model."),
  MODEL_DEVICE(
      "The device asked for is not there.",
      "Set device to one that there is; saccade model verify says what is missing.");

  private final String meaning;
  private final String remedy;

  RefusalCode(String meaning, String remedy) {
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** What the code says, in one sentence, without anything of the particular bundle. */
  public String meaning() {
    return meaning;
  }

  /** What an operator does about it, in a sentence or two. */
  public String remedy() {
    return remedy;
  }
}
