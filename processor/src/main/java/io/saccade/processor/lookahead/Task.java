package io.saccade.processor.lookahead;

import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.Place;
import io.saccade.processor.serving.BatchTensors;

/** One piece of work for a worker. */
sealed interface Task {

  record Decode(Request request) implements Task {}

  /** Write the image that a place was claimed for. */
  record Write(Place<BatchTensors, Request> place) implements Task {}

  record Run(Batch<BatchTensors, Request> batch) implements Task {}
}
