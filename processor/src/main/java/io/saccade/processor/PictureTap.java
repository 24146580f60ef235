package io.saccade.processor;

import io.saccade.processor.dashboard.Pictures;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.topology.TopologyListener;
import org.jspecify.annotations.Nullable;

/** Lets the dashboard have a look at what is forwarded, once it wants to. */
final class PictureTap implements TopologyListener {

  private final TopologyListener next;
  private volatile @Nullable Pictures pictures;

  /**
   * Shows nobody anything yet.
   *
   * @param next is told as well
   */
  PictureTap(TopologyListener next) {
    this.next = next;
  }

  /** Shows images to the dashboard from now on. */
  void open(Pictures to) {
    pictures = to;
  }

  @Override
  public void predicted(byte[] event, Outcome.Classified prediction, long timestamp) {
    Pictures wanted = pictures;
    if (wanted != null) {
      wanted.classified(event, prediction.prediction());
    }
    next.predicted(event, prediction, timestamp);
  }

  @Override
  public void failed(Coordinates coordinates, Outcome.Failed failed) {
    next.failed(coordinates, failed);
  }
}
