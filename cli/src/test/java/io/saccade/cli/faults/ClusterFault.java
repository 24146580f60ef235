package io.saccade.cli.faults;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What befalls a cluster, or the way to it.
 *
 * @param hit the partitions of the images topic that it stops; there must be work left in them
 * @param lasts from the strike to the end
 * @param end when what was broken is mended as far as clients can tell
 * @param after what makes the cluster whole for the next fault
 */
record ClusterFault(
    String name, Set<TopicPartition> hit, Duration lasts, Act strike, Act end, Act after) {

  /** One step of it. */
  @FunctionalInterface
  interface Act {
    void run() throws Exception;
  }

  /** Looks where to strike, when it is about time. */
  @FunctionalInterface
  interface Aim {
    ClusterFault at(BrokerCluster cluster, Stage stage) throws Exception;
  }
}
