package io.saccade.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BadEndingsTest {

  @ParameterizedTest
  @MethodSource("endings")
  void saysWhatToDo(Throwable thrown, String said) {
    assertThat(BadEndings.message(thrown)).contains(said);
  }

  @Test
  void callsABugABug() {
    assertThat(BadEndings.message(new IllegalStateException("no lane is free")))
        .startsWith("this is a bug in saccade: IllegalStateException: no lane is free")
        .contains("--log-level debug");
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(new CommandFailedException("do this"), "do this"),
        Arguments.of(new ExecutionException(new CommandFailedException("do that")), "do that"),
        Arguments.of(new NoSuchFileException("a.jpg"), "there is no file or folder a.jpg"),
        Arguments.of(new AccessDeniedException("b"), "check the rights"),
        Arguments.of(new TimeoutException("describeTopics"), "--bootstrap"),
        Arguments.of(new SaslAuthenticationException("bad password"), "--client-config"),
        Arguments.of(new TopicAuthorizationException("images"), "ACL"),
        Arguments.of(
            new BundleRefusedException(RefusalCode.BUNDLE_HASH, "labels.txt differs"),
            "BUNDLE_HASH: labels.txt differs"));
  }
}
