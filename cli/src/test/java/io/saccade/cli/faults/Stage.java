package io.saccade.cli.faults;

import java.util.List;

/**
 * Where one run takes place: topics and a group of its own in a broker that runs share.
 *
 * @param name unique among the runs of one broker; also the consumer group
 * @param bootstrap the broker
 * @param registry the schema registry's URL
 */
record Stage(String name, String bootstrap, String registry) {

  static final int PARTITIONS = 12;

  String images() {
    return name + "-images";
  }

  String predictions() {
    return name + "-predictions";
  }

  String failures() {
    return name + "-failures";
  }

  List<String> outputs() {
    return List.of(predictions(), failures());
  }

  List<String> topics() {
    return List.of(images(), predictions(), failures());
  }
}
