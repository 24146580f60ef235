package io.saccade.processor.lookahead;

import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelSlot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole engine around the colour model: real decoding, real inference, Avro without a registry.
 */
public final class Engine implements AutoCloseable {

  final NativeHandles handles = new NativeHandles();
  final PlainSerdes serdes = new PlainSerdes();
  final TroubledModel model;
  final LookAhead lookAhead;
  private final Preprocessor preprocessor;
  private final ModelSlot slot;

  /** An engine of some workers, with batches of some size, and all the time in the world. */
  public Engine(int workers, int batchSize) throws Exception {
    this(workers, batchSize, Duration.ofMinutes(1));
  }

  Engine(int workers, int batchSize, Duration deadline) throws Exception {
    this(LanePlan.cpu(workers, batchSize), deadline);
  }

  Engine(LanePlan plan, Duration deadline) throws Exception {
    this(plan, deadline, Duration.ofMinutes(1));
  }

  Engine(LanePlan plan, Duration deadline, Duration commitInterval) throws Exception {
    Bundle bundle = ColorModel.bundle("1");
    preprocessor =
        new Preprocessor(
            ColorModel.preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            handles);
    model = new TroubledModel(new OnnxRuntime(handles).load(bundle, plan));
    slot = new ModelSlot(new LoadedModel(bundle, model, preprocessor, 2 * plan.lanes() + 1));
    LookAheadSettings settings = new LookAheadSettings("images", deadline, commitInterval, 3);
    lookAhead = new LookAhead(settings, slot, serdes, serdes);
  }

  public LookAhead lookAhead() {
    return lookAhead;
  }

  /** So many drawn images, the same for everybody. */
  public static List<ShapeImage> shapes(int count) {
    ShapeImages images = new ShapeImages(7, 96, 80, ImageFormat.PNG);
    List<ShapeImage> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(images.draw(i));
    }
    return drawn;
  }

  public static byte[] event(int number, ShapeImage shape) {
    return PlainSerdes.event("event-" + number, ByteBuffer.wrap(shape.encoded()));
  }

  ByteBuffer tensor(ShapeImage shape) throws ImageRefusedException {
    ByteBuffer tensor =
        ByteBuffer.allocateDirect(ColorModel.preprocessing().tensorBytes())
            .order(ByteOrder.nativeOrder());
    try (DecodedImage image = preprocessor.decode(ByteBuffer.wrap(shape.encoded()))) {
      preprocessor.write(image, tensor);
    }
    return tensor.flip();
  }

  void closeSlot() {
    slot.close();
  }

  @Override
  public void close() {
    lookAhead.close();
    slot.close();
  }
}
