package io.saccade.trainer.quantize;

/** What was seen of a value while calibration images were run. */
record Seen(ValueHistogram histogram, ChannelMeans means) {

  Seen() {
    this(new ValueHistogram(), new ChannelMeans());
  }
}
