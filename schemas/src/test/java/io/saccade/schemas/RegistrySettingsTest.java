package io.saccade.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

  private static final String URL = "schema.registry.url";

  @Test
  void takesSeveralUrlsInOrder() throws Exception {
    Object[] forms = {
      "http://a:1/, https://b/apis/ccompat/v7/", List.of("http://a:1", "https://b/apis/ccompat/v7")
    };
    for (Object urls : forms) {
      assertThat(RegistrySettings.of(Map.of(URL, urls)).endpoints())
          .extracting(e -> e.base().toString())
          .containsExactly("http://a:1", "https://b/apis/ccompat/v7");
    }
  }

  @Test
  void takesTheUserOfTheUrl() throws Exception {
    RegistryEndpoint endpoint = only(Map.of(URL, "http://ann:p%40ss@a:1"));
    assertThat(endpoint.base()).hasToString("http://a:1");
    assertThat(endpoint.authorization()).isEqualTo("Basic YW5uOnBAc3M=");
  }

  @Test
  void takesTheUserOfTheSetting() throws Exception {
    RegistryEndpoint endpoint =
        only(
            Map.of(
                URL,
                "http://a:1",
                "basic.auth.credentials.source",
                "USER_INFO",
                "schema.registry.basic.auth.user.info",
                new Password("ann:p@ss")));
    assertThat(endpoint.authorization()).isEqualTo("Basic YW5uOnBAc3M=");
  }

  @Test
  void takesTheToken() throws Exception {
    RegistryEndpoint endpoint =
        only(
            Map.of(
                URL,
                "http://a:1",
                "bearer.auth.credentials.source",
                "STATIC_TOKEN",
                "bearer.auth.token",
                "t0ken"));
    assertThat(endpoint.authorization()).isEqualTo("Bearer t0ken");
  }

  @Test
  void neverPrintsASecret() throws Exception {
    RegistrySettings settings = RegistrySettings.of(Map.of(URL, "http://ann:secret@a:1"));
    assertThat(settings.toString()).contains("http://a:1").doesNotContain("secret", "YW5u");
  }

  @Test
  void namesEveryMistakeAtOnce() {
    Map<String, Object> config = new HashMap<>();
    config.put(URL, "ftp://ann:hush@a:1, http://ann:hush@b c");
    config.put("http.read.timeout.ms", "soon");
    config.put("max.retries", -1);
    config.put("auto.register.schemas", "maybe");
    config.put("basic.auth.credentials.source", "SASL_INHERIT");
    config.put("bearer.auth.credentials.source", "OAUTHBEARER");
    config.put("schema.registry.ssl.truststore.location", "/nowhere/trust.p12");
    List<String> problems = problems(config);
    assertThat(problems)
        .anyMatch(p -> p.startsWith("schema.registry.url") && p.contains("http://host:port"))
        .anyMatch(p -> p.startsWith("schema.registry.url") && p.contains("not a URL"))
        .anyMatch(p -> p.contains("http.read.timeout.ms") && p.contains("soon"))
        .anyMatch(p -> p.contains("max.retries") && p.contains("-1"))
        .anyMatch(p -> p.contains("auto.register.schemas"))
        .anyMatch(p -> p.contains("basic.auth.credentials.source") && p.contains("USER_INFO"))
        .anyMatch(p -> p.contains("bearer.auth.credentials.source") && p.contains("STATIC_TOKEN"))
        .anyMatch(p -> p.contains("schema.registry.ssl") && p.contains("/nowhere/trust.p12"))
        .noneMatch(p -> p.contains("hush"))
        .hasSize(8);
  }

  @Test
  void saysSoWhenThereIsNoUrl() {
    assertThat(problems(Map.of()))
        .containsExactly(
            "schema.registry.url must name at least one registry, for example http://localhost:8081");
  }

  @Test
  void saysSoWhenASecretIsSetButNotUsed() {
    assertThat(problems(Map.of(URL, "http://a", "basic.auth.user.info", "ann:hush")))
        .singleElement()
        .asString()
        .contains("basic.auth.user.info", "basic.auth.credentials.source=USER_INFO")
        .doesNotContain("hush");
    assertThat(problems(Map.of(URL, "http://a", "bearer.auth.token", "hush")))
        .singleElement()
        .asString()
        .contains("bearer.auth.token", "bearer.auth.credentials.source=STATIC_TOKEN")
        .doesNotContain("hush");
  }

  @Test
  void saysSoWhenASourceLacksItsSecret() {
    assertThat(problems(Map.of(URL, "http://a", "basic.auth.credentials.source", "USER_INFO")))
        .singleElement()
        .asString()
        .contains("needs basic.auth.user.info");
  }

  @Test
  void doesNotLetTheHostNameGoUnverified() {
    assertThat(
            problems(
                Map.of(
                    URL, "https://a", "schema.registry.ssl.endpoint.identification.algorithm", "")))
        .singleElement()
        .asString()
        .contains("ssl.endpoint.identification.algorithm must be https");
  }

  private static RegistryEndpoint only(Map<String, ?> config) throws Exception {
    List<RegistryEndpoint> endpoints = RegistrySettings.of(config).endpoints();
    assertThat(endpoints).hasSize(1);
    return endpoints.get(0);
  }

  private static List<String> problems(Map<String, ?> config) {
    return catchThrowableOfType(
            RegistryConfigurationException.class, () -> SerdeFactory.create(config))
        .problems();
  }
}
