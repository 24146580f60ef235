package io.saccade.cli.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rights of a user of Strimzi's, as Kafka has them. */
final class ShippedRights {

  private static final Path FOLDER = Path.of("..", "deploy/kubernetes/overlays/strimzi");

  private ShippedRights() {}

  /** Every right of the user that a file declares, under the user's name. */
  static List<AclBinding> of(String file) throws IOException {
    Map<?, ?> user =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(FOLDER.resolve(file)));
    String principal = "User:" + map(user, "metadata").get("name");
    List<AclBinding> rights = new ArrayList<>();
    for (Object rule : list(map(map(user, "spec"), "authorization"), "acls")) {
      ResourcePattern resource = resource(map((Map<?, ?>) rule, "resource"));
      for (Object operation : list((Map<?, ?>) rule, "operations")) {
        rights.add(
            new AclBinding(
                resource,
                new AccessControlEntry(
                    principal, "*", operation(operation.toString()), AclPermissionType.ALLOW)));
      }
    }
    return rights;
  }

  private static ResourcePattern resource(Map<?, ?> resource) {
    String type = underscored(String.valueOf(resource.get("type")));
    return new ResourcePattern(
        ResourceType.fromString(type),
        String.valueOf(resource.get("name")),
        "prefix".equals(resource.get("patternType")) ? PatternType.PREFIXED : PatternType.LITERAL);
  }

  private static AclOperation operation(String name) {
    return AclOperation.fromString(underscored(name));
  }

  /** DescribeConfigs is DESCRIBE_CONFIGS. */
  private static String underscored(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  private static Map<?, ?> map(Map<?, ?> of, String name) {
    return (Map<?, ?>) Objects.requireNonNull(of.get(name), name);
  }

  private static List<?> list(Map<?, ?> of, String name) {
    return (List<?>) Objects.requireNonNull(of.get(name), name);
  }
}
