package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every text is one that ONNX Runtime 1.28.0 gave, on machines that lacked the thing in question.
 */
final class CudaTroubleTest {

  private static final String LOAD =
      "Error code - ORT_FAIL - message: /onnxruntime_src/onnxruntime/core/session/"
          + "provider_bridge_ort.cc:1988 onnxruntime::Provider& onnxruntime::ProviderLibrary::Get()"
          + " [ONNXRuntimeError] : 1 : FAIL : Failed to load library"
          + " /tmp/onnxruntime-java7367/libonnxruntime_providers_cuda.so with error: ";

  private static final String PARSE =
      "Error code - ORT_FAIL - message: /onnxruntime_src/onnxruntime/core/providers/cuda/"
          + "cuda_execution_provider_info.cc:62 static onnxruntime::CUDAExecutionProviderInfo"
          + " onnxruntime::CUDAExecutionProviderInfo::FromProviderOptions(const"
          + " onnxruntime::ProviderOptions&) [ONNXRuntimeError] : 1 : FAIL :"
          + " provider_options_utils.h:187 Parse Failed to parse provider option \"device_id\": ";

  private static final String CUDNN =
      "Error code - ORT_NOT_IMPLEMENTED - message: Non-zero status code returned while running Conv"
          + " node. Name:'c56' Status Message: /onnxruntime_src/onnxruntime/core/providers/cuda/"
          + "cuda_kernel.h:272 static cudnnContext*"
          + " onnxruntime::cuda::CudaKernel::RequireCudnnHandle(cudnnHandle_t) [ONNXRuntimeError] :"
          + " 9 : NOT_IMPLEMENTED : cuDNN is unavailable or disabled for CUDA Execution Provider:"
          + " dlopen failed for libcudnn.so: libcudnn.so: cannot open shared object file: No such"
          + " file or directory\n";

  private static String trouble(String text) {
    return CudaTrouble.of(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "libcublasLt.so.12, install CUDA 12",
    "libcublas.so.12, install CUDA 12",
    "libcurand.so.10, install CUDA 12",
    "libcudart.so.12, install CUDA 12",
    "libcuda.so.1, install NVIDIA's driver",
  })
  void namesTheLibraryThatIsMissingAndWhatBringsIt(String library, String fix) {
    String text = LOAD + library + ": cannot open shared object file: No such file or directory\n";
    assertThat(trouble(text)).startsWith(library + " is missing: " + fix).doesNotContain("/tmp");
  }

  @Test
  void namesCudnnThatIsMissingOnlyOnceAConvolutionRuns() {
    assertThat(trouble(CUDNN)).startsWith("libcudnn.so.9 is missing: install cuDNN 9 for CUDA 12");
  }

  @Test
  void saysThatTheLibrariesAreOfAnotherVersion() {
    String text =
        LOAD
            + "libonnxruntime_providers_cuda.so: undefined symbol: cudaFreeHost, version"
            + " libcudart.so.12\n";
    assertThat(trouble(text)).contains("cudaFreeHost", "install CUDA 12 and cuDNN 9");
  }

  @ParameterizedTest
  @CsvSource({
    "CUDA failure 100: no CUDA-capable device is detected",
    "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version",
  })
  void passesOnWhatTheDriverAnswers(String answer) {
    String text =
        PARSE + answer + " ; GPU=-1 ; hostname=vm ; file=cuda_execution_provider_info.cc ; line=69";
    assertThat(trouble(text)).contains(answer, "nvidia-smi").doesNotContain("hostname");
  }

  @Test
  void saysHowManyGpusThereAre() {
    String text =
        PARSE
            + "cuda_execution_provider_info.cc:70 operator() Invalid device ID: 5, must be"
            + " between 0 (inclusive) and 2 (exclusive).\n";
    assertThat(trouble(text)).isEqualTo("there is no such GPU: CUDA sees 2");
    assertThat(CudaTrouble.isNoSuchGpu(text)).isTrue();
  }

  @Test
  void tellsABuildWithoutCuda() {
    assertThat(trouble("Error code - ORT_EP_FAIL - message: Failed to find CUDA shared provider"))
        .contains("-Pcuda");
  }

  @Test
  void knowsMemoryThatIsUsedUp() {
    assertThat(
            CudaTrouble.isMemory(
                "Available memory of 1024 is smaller than requested bytes of 4096"))
        .isTrue();
    assertThat(CudaTrouble.isMemory("Failed to allocate memory for requested buffer of size 9"))
        .isTrue();
    assertThat(CudaTrouble.isMemory(CUDNN)).isFalse();
  }

  @Test
  void makesNothingOfOtherTexts() {
    assertThat(CudaTrouble.of("Got invalid dimensions for input: image")).isEmpty();
  }
}
