package io.saccade.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML, merge keys included, into types; a field that its type does not have fails. */
final class StrictYaml {

  private StrictYaml() {}

  /** For types that are named as their fields are written. */
  static ObjectMapper mapper() {
    return JsonMapper.builder()
        .annotationIntrospector(new KnownFieldsOnly())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  /** For records of ours whose fields are written with underscores. */
  static ObjectMapper underscored() {
    return mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  /** The documents of a file. */
  static List<Map<String, Object>> documents(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(Deployed.text(file))) {
      documents.add(map(document));
    }
    return documents;
  }

  /** The only document of a file. */
  static Map<String, Object> document(Path file) {
    List<Map<String, Object>> documents = documents(file);
    if (documents.size() != 1) {
      throw new AssertionError(file + " has " + documents.size() + " documents");
    }
    return documents.get(0);
  }

  @SuppressWarnings("unchecked") // as YAML has them
  static Map<String, Object> map(Object document) {
    return (Map<String, Object>) document;
  }

  /** The maps in a list that a map has. */
  static List<Map<String, Object>> maps(Map<String, Object> of, String name) {
    return ((List<?>) Objects.requireNonNull(of.get(name), name))
        .stream().map(StrictYaml::map).toList();
  }

  /** A text, or what is written as one. */
  static String text(Map<String, Object> of, String name) {
    return Objects.requireNonNull(of.get(name), name).toString();
  }

  /** The models of Kubernetes keep what they do not know; here that is a mistake. */
  private static final class KnownFieldsOnly extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
