package io.saccade.deploy;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is in deploy/kubernetes, each read into the type that its kind has. */
final class Manifests {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
          Map.entry("keda.sh/v1alpha1/ScaledObject", ScaledObject.class),
          Map.entry("kustomize.config.k8s.io/v1beta1/Kustomization", Kustomization.class));

  private Manifests() {}

  /** Everything that a file declares. The settings of the processor are no manifest. */
  static List<Object> read(Path file) {
    List<Object> manifests = new ArrayList<>();
    for (Map<String, Object> document : StrictYaml.documents(file)) {
      manifests.add(typed(document));
    }
    return manifests;
  }

  static Object typed(Map<String, Object> document) {
    String kind = document.get("apiVersion") + "/" + document.get("kind");
    Class<?> type = TYPES.get(kind);
    if (type == null) {
      throw new AssertionError("no type for " + kind);
    }
    return StrictYaml.mapper().convertValue(document, type);
  }

  /** All manifests of a type. */
  static <T> List<T> all(Class<T> type) {
    return files().stream()
        .flatMap(file -> read(file).stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** The manifest of a type in a file that has no other. */
  static <T> T one(String file, Class<T> type) {
    return type.cast(read(Deployed.KUBERNETES.resolve(file)).get(0));
  }

  static List<Path> files() {
    return Deployed.below(Deployed.KUBERNETES, ".yaml").stream()
        .filter(file -> !file.endsWith("saccade.yaml"))
        .toList();
  }
}
