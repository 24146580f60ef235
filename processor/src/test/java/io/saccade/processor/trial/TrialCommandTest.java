package io.saccade.processor.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TrialCommandTest {

  private static ProcessBuilder builder(Map<String, String> environment) {
    return new TrialCommand(Path.of("/somewhere"), 100L << 20, OptionalLong.of(1L << 30), true)
        .builder(environment);
  }

  @Test
  void handsOnNoSecretOfTheEnvironment() {
    ProcessBuilder builder =
        builder(
            Map.of(
                "PATH", "/bin",
                "CUDA_VISIBLE_DEVICES", "1",
                "LD_LIBRARY_PATH", "/lib",
                "AWS_SECRET_ACCESS_KEY", "a",
                "SACCADE_HTTP_TOKEN", "b",
                "JAVA_TOOL_OPTIONS", "-Dsecret=c",
                "REGISTRY_PASSWORD", "d"));

    assertThat(builder.environment())
        .containsOnlyKeys("PATH", "CUDA_VISIBLE_DEVICES", "LD_LIBRARY_PATH", "CLASSPATH");
  }

  @Test
  void handsOnNoPropertyButThoseOfNativeLibraries() {
    String secret = "saccade.trial.test.secret";
    String natives = "onnxruntime.native.trial.test";
    System.setProperty(secret, "s");
    System.setProperty(natives, "here");
    try {
      assertThat(String.join(" ", builder(Map.of()).command()))
          .contains("-D" + natives + "=here")
          .doesNotContain(secret);
    } finally {
      System.clearProperty(secret);
      System.clearProperty(natives);
    }
  }
}
