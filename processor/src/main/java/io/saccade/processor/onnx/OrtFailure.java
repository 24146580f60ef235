package io.saccade.processor.onnx;

import ai.onnxruntime.OrtException;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.processor.serving.ModelFailedException;
import java.util.Optional;

/** Says what a failure of ONNX Runtime amounts to. */
final class OrtFailure {

  private OrtFailure() {}

  /**
   * A run that failed.
   *
   * @param device where, as in {@code cuda:0}
   */
  static ModelFailedException ofRun(OrtException failure, String device) {
    String text = text(failure);
    if (isMemory(text)) {
      return new ModelFailedException(RefusalCode.MODEL_MEMORY, noMemory(device, text), failure);
    }
    if (device.equals("cpu")) {
      return new ModelFailedException("the model failed: " + text, failure);
    }
    Optional<String> trouble = CudaTrouble.of(text);
    return trouble.isPresent()
        ? new ModelFailedException(
            RefusalCode.MODEL_DEVICE, device + " failed: " + trouble.get(), failure)
        : new ModelFailedException("the model failed: " + text, failure);
  }

  /** A session that could not be made. */
  static BundleRefusedException ofLoad(OrtException failure, String device) {
    String text = text(failure);
    if (isMemory(text)) {
      return new BundleRefusedException(RefusalCode.MODEL_MEMORY, noMemory(device, text), failure);
    }
    if (!device.equals("cpu")) {
      Optional<String> trouble = CudaTrouble.of(text);
      if (trouble.isPresent()) {
        return new BundleRefusedException(
            RefusalCode.MODEL_DEVICE,
            "the model cannot be loaded on %s: %s".formatted(device, trouble.get()),
            failure);
      }
    }
    return new BundleRefusedException(
        RefusalCode.MODEL_FORMAT, "ONNX Runtime cannot load the model: " + text, failure);
  }

  static String text(OrtException failure) {
    return String.valueOf(failure.getMessage()).strip();
  }

  private static boolean isMemory(String text) {
    return CudaTrouble.isMemory(text) || text.contains("bad_alloc") || text.contains("bad alloc");
  }

  private static String noMemory(String device, String text) {
    return device.equals("cpu")
        ? "the memory of the machine does not suffice: %s; lower batch.size or lanes"
            .formatted(text)
        : "the memory of %s does not suffice: %s; raise gpu.memory or lower batch.size"
            .formatted(device, text);
  }
}
