package io.saccade.deploy;

import java.util.List;
import java.util.Map;

/** As much of KEDA's ScaledObject as ours uses: any other field is a mistake. */
record ScaledObject(String apiVersion, String kind, Metadata metadata, Spec spec) {

  record Metadata(String name) {}

  record Target(String apiVersion, String kind, String name) {}

  record Trigger(String type, Map<String, String> metadata) {}

  record Policy(String type, int value, int periodSeconds) {}

  record Scaling(int stabilizationWindowSeconds, List<Policy> policies) {}

  record Behavior(Scaling scaleDown) {}

  record Autoscaler(Behavior behavior) {}

  record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

  record Spec(
      Target scaleTargetRef,
      int pollingInterval,
      int cooldownPeriod,
      int minReplicaCount,
      int maxReplicaCount,
      Advanced advanced,
      List<Trigger> triggers) {}
}
