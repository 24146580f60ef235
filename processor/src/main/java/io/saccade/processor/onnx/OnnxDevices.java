package io.saccade.processor.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the device that was asked for. Nothing falls back in silence. */
public final class OnnxDevices {

  private OnnxDevices() {}

  /**
   * Where the models of a bundle run on this machine. For {@code auto} and {@code cuda} every GPU
   * in question has to run a convolution first, which takes seconds where CUDA is there and is
   * quick where it is not.
   *
   * @throws BundleRefusedException {@code MODEL_DEVICE} if {@code cuda} was asked for and does not
   *     work; the message names what is missing and what to do
   */
  public static Placement place(Device device, Bundle bundle) throws BundleRefusedException {
    if (device.kind() == Device.Kind.CPU) {
      return Placement.cpu("as device asks");
    }
    try {
      return new Placement(gpus(device, bundle), "CUDA works here");
    } catch (NoCudaException e) {
      if (device.kind() == Device.Kind.AUTO) {
        return Placement.cpu(e.getMessage() + "");
      }
      throw new BundleRefusedException(
          RefusalCode.MODEL_DEVICE,
          "device is %s, but %s; or set device to cpu".formatted(device, e.getMessage()),
          e);
    }
  }

  /** Why there is no CUDA, and what to do about it. */
  private static final class NoCudaException extends Exception {

    private static final long serialVersionUID = 1L;

    NoCudaException(String reason) {
      super(reason);
    }
  }

  private static List<Integer> gpus(Device device, Bundle bundle) throws NoCudaException {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new NoCudaException("this build has no CUDA: build with ./mvnw -Pcuda package");
    }
    Set<String> cpuOnly = CpuOnlyOperators.among(bundle.graph().operators());
    if (!cpuOnly.isEmpty()) {
      throw new NoCudaException(
          "CUDA has no kernels for %s: serve a float model on GPUs"
              .formatted(String.join(", ", cpuOnly)));
    }
    CudaProbe probe = new CudaProbe(OnnxRuntime.environment());
    List<Integer> gpus = device.gpu().isPresent() ? List.of(device.gpu().getAsInt()) : all(probe);
    for (int gpu : gpus) {
      try {
        probe.find(gpu);
        probe.convolve(gpu);
      } catch (OrtException e) {
        throw new NoCudaException(trouble(e));
      }
    }
    return gpus;
  }

  private static List<Integer> all(CudaProbe probe) throws NoCudaException {
    List<Integer> gpus = new ArrayList<>();
    while (true) {
      try {
        probe.find(gpus.size());
        gpus.add(gpus.size());
      } catch (OrtException e) {
        if (!gpus.isEmpty() && CudaTrouble.isNoSuchGpu(OrtFailure.text(e))) {
          return gpus;
        }
        throw new NoCudaException(trouble(e));
      }
    }
  }

  private static String trouble(OrtException e) {
    return CudaTrouble.of(OrtFailure.text(e))
        .orElseGet(() -> "CUDA does not work: " + OrtFailure.text(e));
  }
}
