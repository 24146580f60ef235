package io.saccade.processor.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.VersionStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Releases as JSON, the same at the command line and over HTTP. */
public final class ReleaseJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReleaseJson() {}

  /** A release: its place and what it wants. */
  public static ObjectNode release(IssuedRelease issued) {
    ModelRelease release = issued.release();
    ObjectNode node =
        NODES
            .objectNode()
            .put("model", release.getModel())
            .put("epoch", release.getEpoch())
            .put("partition", issued.partition())
            .put("offset", issued.offset())
            .put("issuedAt", release.getIssuedAt().toString())
            .put("issuedBy", release.getIssuedBy())
            .put("reason", release.getReason());
    node.set("primary", version(release.getPrimary()));
    CanaryVersion canary = release.getCanary();
    ObjectNode share = canary == null ? null : version(canary.getBundle());
    node.set("canary", share == null ? null : share.put("percent", canary.getPercent()));
    node.set("shadow", version(release.getShadow()));
    node.set("previous", version(release.getPrevious()));
    return node;
  }

  /** What is wanted of a model and what is done about it. */
  public static ObjectNode state(ModelState state) {
    ObjectNode node = NODES.objectNode().put("model", state.model());
    node.set("release", state.latest().map(ReleaseJson::release).orElse(null));
    ArrayNode instances = node.putArray("instances");
    state.instances().forEach(instance -> instances.add(instance(instance)));
    ArrayNode silent = node.putArray("silent");
    state.silent().forEach(silent::add);
    node.set("agreement", agreement(AgreementSum.of(state)));
    return node;
  }

  /** A release and what became of it. */
  public static ObjectNode past(PastRelease past) {
    ObjectNode node = release(past.issued());
    ArrayNode instances = node.putArray("instances");
    past.instances()
        .forEach(
            (name, progress) -> {
              ObjectNode instance = progress(instances.addObject().put("name", name), progress);
              instance.put("servingSince", text(past.since().get(name)));
            });
    ArrayNode firsts = node.putArray("firstOffsets");
    past.firstOffsets()
        .forEach(
            first ->
                firsts
                    .addObject()
                    .put("topic", first.getTopic())
                    .put("partition", first.getPartition())
                    .put("offset", first.getOffset()));
    node.set("agreement", agreement(AgreementSum.sum(past.agreement().values())));
    return node;
  }

  /** Several releases. */
  public static ArrayNode releases(List<IssuedRelease> releases) {
    ArrayNode array = NODES.arrayNode();
    releases.forEach(issued -> array.add(release(issued)));
    return array;
  }

  /** Who answers these keys; nothing where there is no release. */
  public static ArrayNode keys(ModelState state, List<String> keys) {
    ArrayNode array = NODES.arrayNode();
    for (String key : keys) {
      KeyAnswer.of(state, key)
          .ifPresent(
              answer ->
                  array
                      .addObject()
                      .put("key", answer.key())
                      .put("place", answer.place())
                      .put("cohort", answer.cohort().toString())
                      .put("version", answer.version()));
    }
    return array;
  }

  private static ObjectNode instance(InstanceState instance) {
    ModelStatus status = instance.status();
    ObjectNode node =
        progress(
            NODES
                .objectNode()
                .put("name", instance.name())
                .put("group", status.getGroup())
                .put("living", instance.living()),
            instance.progress());
    node.put("epoch", status.getEpoch())
        .put("partition", status.getReleasePartition())
        .put("offset", status.getReleaseOffset());
    ArrayNode versions = node.putArray("versions");
    status.getVersions().forEach(version -> versions.add(version(version)));
    return node;
  }

  private static ObjectNode progress(ObjectNode node, ReleaseProgress progress) {
    node.put("state", text(progress.state().orElse(null)));
    node.put("at", progress.at().toString());
    progress
        .refusal()
        .ifPresent(
            refusal ->
                node.putObject("refusal")
                    .put("version", progress.version())
                    .put("code", refusal.code())
                    .put("message", refusal.message()));
    return node;
  }

  private static ObjectNode version(VersionStatus version) {
    return NODES
        .objectNode()
        .put("role", version.getRole().toString())
        .put("version", version.getVersion())
        .put("uri", version.getUri())
        .put("sha256", version.getSha256())
        .put("percent", version.getPercent())
        .put("state", version.getState().toString())
        .put("code", version.getCode())
        .put("message", version.getMessage())
        .put("device", version.getDevice());
  }

  private static @Nullable ObjectNode version(@Nullable BundleVersion version) {
    return version == null
        ? null
        : NODES
            .objectNode()
            .put("version", version.getVersion())
            .put("uri", version.getUri())
            .put("sha256", version.getSha256());
  }

  private static @Nullable ObjectNode agreement(Optional<AgreementSum> agreement) {
    if (agreement.isEmpty()) {
      return null;
    }
    AgreementSum sum = agreement.get();
    ObjectNode node =
        NODES
            .objectNode()
            .put("scored", sum.scored())
            .put("agreed", sum.agreed())
            .put("percent", sum.percent())
            .put("skipped", sum.skipped())
            .put("failed", sum.failed());
    ArrayNode pairs = node.putArray("pairs");
    sum.pairs()
        .forEach(
            pair ->
                pairs
                    .addObject()
                    .put("primary", pair.getPrimary())
                    .put("shadow", pair.getShadow())
                    .put("count", pair.getCount()));
    return node;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
