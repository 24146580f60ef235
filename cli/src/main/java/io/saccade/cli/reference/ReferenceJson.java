package io.saccade.cli.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.Family;
import io.saccade.model.drift.Confusion;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.processor.drift.Scale;
import java.util.List;
import java.util.Locale;

/** A reference for programs. */
public final class ReferenceJson {

  private ReferenceJson() {}

  /**
   * The node of it.
   *
   * @param labels the names of the classes
   */
  public static ObjectNode of(List<String> labels, AlarmTable alarms) {
    ReferenceProfile profile = alarms.reference().profile();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("images", profile.images())
            .put("referenceTooSmall", profile.images() < Calibration.RELIABLE_REFERENCE)
            .put("statedConfidence", profile.statedConfidence());
    profile
        .confusion()
        .map(Confusion::accuracy)
        .filter(Double::isFinite)
        .ifPresent(
            accuracy ->
                node.put("accuracy", accuracy)
                    .put("calibratedConfidence", profile.calibratedConfidence())
                    .put("temperature", profile.temperature()));
    ObjectNode predicted = node.putObject("predicted");
    ClassCount.of(labels, profile)
        .forEach(count -> predicted.put(count.label(), count.predicted()));
    ObjectNode properties = node.putObject("imageProperties");
    for (Property property : Property.ofImages(profile)) {
      properties
          .putObject(property.name())
          .put("least", property.histogram().least())
          .put("median", property.histogram().quantile(0.5))
          .put("most", property.histogram().most());
    }
    node.put("draws", alarms.reference().nulls().draws());
    node.put("falseAlarmEvery", alarms.every().toString());
    ArrayNode scales = node.putArray("alarms");
    for (Scale scale : Scale.values()) {
      put(scales.addObject(), alarms, scale);
    }
    return node;
  }

  private static void put(ObjectNode node, AlarmTable alarms, Scale scale) {
    node.put("scale", scale.length().toString())
        .put("one", alarms.rule(scale).single())
        .put("twoOfThree", alarms.rule(scale).pair());
    ArrayNode windows = node.putArray("windows");
    for (int size : alarms.sizes()) {
      ObjectNode window = windows.addObject().put("images", size);
      for (Family family : Family.values()) {
        String name = family.name().toLowerCase(Locale.ROOT);
        put(window, name, alarms.distance(size, family, scale));
      }
      put(window, "effect", alarms.leastEffect(size, scale));
    }
  }

  /** What is infinite is nothing, as JSON has no word for it. */
  private static void put(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }
}
