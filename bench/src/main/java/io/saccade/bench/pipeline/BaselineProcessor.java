package io.saccade.bench.pipeline;

import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.ImageEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The obvious application: for each record, read the event, decode, resize, run the model on the
 * one image, forward the best label.
 */
final class BaselineProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private static final byte[] UNREADABLE = "unreadable".getBytes(StandardCharsets.UTF_8);

  private final Bundle bundle;
  private final AvroReader<ImageEvent> events;
  private final JavaPreprocessing preprocessing;
  private final BatchTensors tensors;
  private final float[] scores;
  private final AtomicBoolean begun;
  private @Nullable ProcessorContext<byte[], byte[]> context;

  BaselineProcessor(
      Bundle bundle, Model model, AvroReader<ImageEvent> events, AtomicBoolean begun) {
    this.begun = begun;
    this.bundle = bundle;
    this.events = events;
    this.preprocessing = new JavaPreprocessing(bundle.manifest().input().preprocessing());
    this.scores = new float[bundle.manifest().output().classes()];
    try {
      this.tensors = model.newBatch();
    } catch (ModelFailedException e) {
      throw new IllegalStateException("no memory for one image", e);
    }
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> context = this.context;
    if (context == null) {
      throw new IllegalStateException("init() comes before process()");
    }
    begun.set(true);
    try {
      context.forward(record.withValue(classify(record.value())));
    } catch (SchemaException | ModelFailedException e) {
      throw new IllegalStateException("the baseline failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    tensors.close();
  }

  private byte[] classify(byte[] value) throws SchemaException, ModelFailedException {
    if (!(events.read(value).getImage() instanceof ByteBuffer encoded)
        || !preprocessing.write(encoded, tensors.input(0))) {
      return UNREADABLE;
    }
    tensors.run(0, 0, 1);
    tensors.output(0, scores);
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return bundle.labels().get(best).getBytes(StandardCharsets.UTF_8);
  }
}
