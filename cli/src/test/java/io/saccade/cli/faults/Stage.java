package io.saccade.cli.faults;

import java.util.List;

/**
 * Where one run takes place: topics and a group of its own in a broker that runs share.
 *
 * @param name unique among the runs of one broker; also the consumer group
 * @param bootstrap the broker
 * @param registry the schema registry's URL
 */
public record Stage(String name, String bootstrap, String registry) {

  public static final int PARTITIONS = 12;

  public String images() {
    return name + "-images";
  }

  public String predictions() {
    return name + "-predictions";
  }

  public String failures() {
    return name + "-failures";
  }

  public List<String> outputs() {
    return List.of(predictions(), failures());
  }

  public List<String> topics() {
    return List.of(images(), predictions(), failures());
  }
}
