package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.processor.source.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SourceReadingTest {

  private static final long MIB = 1L << 20;

  @Test
  void allowsNothingUnlessAskedTo() throws Exception {
    ProcessorSettings settings = read(Map.of());

    assertThat(settings.source().isOpen()).isFalse();
    assertThat(settings.fetchedBytes()).isZero();
    assertThat(settings.gateLimits()).isEqualTo(settings.imageLimits());
  }

  @Test
  void readsWhatIsAllowed() throws Exception {
    SourceSettings.Rules rules =
        read(Map.of(
                "source.uri.schemes", "https, FILE,s3",
                "source.uri.hosts", "Images.example.com:8443,other.example.com",
                "source.uri.internal.hosts", "store.local",
                "source.uri.buckets", "photos",
                "source.uri.roots", "/data/images"))
            .source()
            .rules();

    assertThat(rules.schemes()).containsExactlyInAnyOrder("https", "file", "s3");
    assertThat(rules.hosts())
        .containsExactlyInAnyOrder("images.example.com:8443", "other.example.com");
    assertThat(rules.internal()).containsExactly("store.local");
    assertThat(rules.buckets()).containsExactly("photos");
    assertThat(rules.roots()).containsExactly(Path.of("/data/images"));
  }

  @Test
  void setsMemoryAsideForWhatIsFetched() throws Exception {
    ProcessorSettings settings =
        read(
            Map.of(
                "source.uri.schemes", "file",
                "source.uri.roots", "/data",
                "memory.budget", "512MiB"));

    assertThat(settings.fetchedBytes()).isEqualTo(65 * MIB);
    assertThat(settings.batchBytes()).isEqualTo((512 - 65) * MIB / 4);
    assertThat(settings.gateLimits().encodedBytes()).isEqualTo(20 * MIB);
  }

  @Test
  void refusesASchemeWithoutAPlace() {
    for (String scheme : new String[] {"https", "http", "file", "s3"}) {
      assertThatThrownBy(() -> read(Map.of("source.uri.schemes", scheme)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("source.uri.schemes lists");
    }
  }

  @Test
  void refusesWhatIsNoHost() {
    for (String host : new String[] {"", "https://a", "a/b", "user@a", "a:b", "a b", "[::1"}) {
      assertThatThrownBy(
              () -> read(Map.of("source.uri.schemes", "https", "source.uri.hosts", host)))
          .as(host)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("source.uri.hosts");
    }
  }

  @Test
  void endsEveryWaitBeforeATransactionIsAborted() throws Exception {
    ProcessorSettings settings = read(Map.of());
    Duration all = settings.source().outage().patience().plus(settings.lookAhead().deadline());

    assertThat(all).isLessThan(Duration.ofMinutes(1));
    assertThatThrownBy(() -> read(Map.of("source.uri.outage.longest", "41s")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("source.uri.outage.longest");
  }

  @Test
  void leavesTimeToDecodeAndInfer() throws Exception {
    assertThat(
            read(Map.of("record.deadline", "8s", "source.uri.total.timeout", "10s"))
                .source()
                .times()
                .total())
        .isEqualTo(Duration.ofSeconds(4));
  }

  private static ProcessorSettings read(Map<String, String> given) throws SettingsException {
    Map<String, String> all = new TreeMap<>(given);
    all.put("model.bundle", "b");
    return ProcessorSettings.load(null, Map.of(), all);
  }
}
