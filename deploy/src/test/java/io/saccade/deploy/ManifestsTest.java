package io.saccade.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the manifests to the types of Kubernetes and its operators, and to one another. */
final class ManifestsTest {

  private final StatefulSet processor = Manifests.one("base/stateful-set.yaml", StatefulSet.class);
  private final PodSpec pod = processor.getSpec().getTemplate().getSpec();
  private final Container container = pod.getContainers().get(0);

  @Test
  void haveNoFieldThatTheirTypesDoNotKnow() {
    for (var file : Manifests.files()) {
      assertThat(Manifests.read(file)).as(file.toString()).isNotEmpty();
    }
    Map<String, Object> misspelt =
        Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("selektor", Map.of()));
    assertThatThrownBy(() -> Manifests.typed(misspelt)).hasMessageContaining("selektor");
  }

  @Test
  void letThePodDoNothingButWork() {
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void describeNoServicesInVariablesThatLookLikeSettings() {
    assertThat(pod.getEnableServiceLinks()).isFalse();
  }

  @Test
  void runAsTheUserOfTheImage() {
    assertThat(Deployed.text(Deployed.DEPLOY.resolve("docker/Dockerfile")))
        .contains("USER %d:%d".formatted(uid(), pod.getSecurityContext().getRunAsGroup()));
  }

  private long uid() {
    return pod.getSecurityContext().getRunAsUser();
  }

  @Test
  void probeWhatTheProcessorAnswers() {
    List<Probe> live = List.of(container.getStartupProbe(), container.getLivenessProbe());
    assertThat(live).allMatch(probe -> probe.getHttpGet().getPath().equals("/health/live"));
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
    assertThat(live).allMatch(probe -> "http".equals(probe.getHttpGet().getPort().getStrVal()));
  }

  @Test
  void mountEveryVolumeAndNoOther() {
    List<String> volumes = new ArrayList<>(pod.getVolumes().stream().map(Volume::getName).toList());
    processor
        .getSpec()
        .getVolumeClaimTemplates()
        .forEach(claim -> volumes.add(claim.getMetadata().getName()));
    assertThat(container.getVolumeMounts().stream().map(VolumeMount::getName))
        .containsExactlyInAnyOrderElementsOf(volumes);
  }

  @Test
  void selectTheSamePods() {
    Map<String, String> pods = processor.getSpec().getTemplate().getMetadata().getLabels();
    Service service = Manifests.one("base/service.yaml", Service.class);
    ServiceMonitor monitor = Manifests.one("base/service-monitor.yaml", ServiceMonitor.class);
    assertThat(processor.getSpec().getSelector().getMatchLabels()).isEqualTo(pods);
    assertThat(service.getSpec().getSelector()).isEqualTo(pods);
    assertThat(monitor.getSpec().getSelector().getMatchLabels())
        .isEqualTo(service.getMetadata().getLabels());
    assertThat(processor.getSpec().getServiceName()).isEqualTo(service.getMetadata().getName());
  }

  @Test
  void callTheJobAsTheAlertsDo() {
    Service service = Manifests.one("base/service.yaml", Service.class);
    assertThat(Deployed.text(Deployed.RULES))
        .contains("job=\"%s\"".formatted(service.getMetadata().getName()));
  }

  @Test
  void scaleByTheGroupAndTheTopicThatTheProcessorReads() {
    Map<String, String> lag =
        Manifests.all(ScaledObject.class).get(0).spec().triggers().get(0).metadata();
    Map<String, Object> settings =
        StrictYaml.document(Deployed.KUBERNETES.resolve("base/saccade.yaml"));
    assertThat(lag)
        .containsEntry("consumerGroup", StrictYaml.text(settings, "application.id"))
        .containsEntry("bootstrapServers", StrictYaml.text(settings, "bootstrap"))
        .containsEntry("topic", "images");
  }
}
