package io.saccade.processor.onnx;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between a model and its GPU, made out from what ONNX Runtime says: which library is
 * missing, what CUDA answered, and what to do about it.
 */
final class CudaTrouble {

  private static final Pattern LIBRARY =
      Pattern.compile("(lib[\\w+-]+\\.so[.\\d]*): cannot open shared object file");
  private static final Pattern SYMBOL = Pattern.compile("undefined symbol: [^\\n]*");
  private static final Pattern ANSWER = Pattern.compile("CUDA failure \\d+: [^;\\n]*");
  private static final Pattern NO_SUCH_GPU =
      Pattern.compile("Invalid device ID: \\d+, must be between 0 \\(inclusive\\) and (\\d+)");
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "(Failed to allocate memory for requested buffer of size \\d+"
              + "|Available memory of \\d+ is smaller than requested bytes of \\d+"
              + "|out of memory)");

  private CudaTrouble() {}

  /**
   * The trouble in one sentence, without a full stop; empty where the text says nothing of CUDA.
   */
  static Optional<String> of(String text) {
    Matcher library = LIBRARY.matcher(text);
    if (library.find()) {
      String missing = library.group(1);
      return Optional.of("%s is missing: %s".formatted(named(missing), fix(missing)));
    }
    if (text.contains("cuDNN is unavailable")) {
      return Optional.of("cuDNN cannot be used: install cuDNN 9 for CUDA 12");
    }
    Matcher symbol = SYMBOL.matcher(text);
    if (symbol.find()) {
      return Optional.of(
          "CUDA's libraries are of another version (%s): install CUDA 12 and cuDNN 9"
              .formatted(symbol.group()));
    }
    Matcher noSuchGpu = NO_SUCH_GPU.matcher(text);
    if (noSuchGpu.find()) {
      return Optional.of("there is no such GPU: CUDA sees %s".formatted(noSuchGpu.group(1)));
    }
    Matcher answer = ANSWER.matcher(text);
    if (answer.find()) {
      return Optional.of(
          "the driver answers \"%s\": see that nvidia-smi shows the GPU and CUDA 12 or newer"
              .formatted(answer.group().strip()));
    }
    if (text.contains("Failed to find CUDA shared provider")) {
      return Optional.of("this build has no CUDA: build with ./mvnw -Pcuda package");
    }
    return Optional.empty();
  }

  /**
   * Whether the text says that the GPU's memory, or the share of it that is allowed, is used up.
   */
  static boolean isMemory(String text) {
    return NO_MEMORY.matcher(text).find();
  }

  /** Whether the text says that there are fewer GPUs than the one that was asked for. */
  static boolean isNoSuchGpu(String text) {
    return NO_SUCH_GPU.matcher(text).find();
  }

  /** cuDNN is looked for under its full name first, but only the last try is told of. */
  private static String named(String library) {
    return library.equals("libcudnn.so") ? "libcudnn.so.9" : library;
  }

  private static String fix(String library) {
    if (library.startsWith("libcudnn")) {
      return "install cuDNN 9 for CUDA 12, and name its folder in LD_LIBRARY_PATH";
    }
    if (library.startsWith("libcuda.")) {
      return "install NVIDIA's driver, or start the container with the GPU";
    }
    return "install CUDA 12, and name its folder in LD_LIBRARY_PATH";
  }
}
