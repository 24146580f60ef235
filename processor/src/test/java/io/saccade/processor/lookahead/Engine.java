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
import io.saccade.processor.serving.CanaryRoute;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.processor.serving.Routes;
import io.saccade.processor.serving.ShadowRoute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A whole engine around the colour model: real decoding, real inference, Avro without a registry.
 */
public final class Engine implements AutoCloseable {

  final NativeHandles handles = new NativeHandles();
  final PlainSerdes serdes = new PlainSerdes();
  final TroubledModel model;
  final LoadedModel first;
  final ModelSlot slot;
  final List<First> firsts = new CopyOnWriteArrayList<>();
  final List<Tenure> tenures = new CopyOnWriteArrayList<>();
  final LookAhead lookAhead;
  private final LanePlan plan;
  private final Preprocessor preprocessor;
  private boolean letGo;

  /** What was said of where a release begins to answer. */
  record First(long release, int partition, long offset) {}

  /** An engine of some workers, with batches of some size, and all the time in the world. */
  public Engine(int workers, int batchSize) throws Exception {
    this(workers, batchSize, Duration.ofMinutes(1));
  }

  Engine(int workers, int batchSize, Duration deadline) throws Exception {
    this(LanePlan.cpu(workers, batchSize), deadline);
  }

  Engine(LanePlan plan, Duration deadline) throws Exception {
    this(plan, deadline, CommitRule.exactlyOnce(Duration.ofMinutes(1)));
  }

  Engine(LanePlan plan, Duration deadline, CommitRule commits) throws Exception {
    this.plan = plan;
    preprocessor =
        new Preprocessor(
            ColorModel.preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            handles);
    Bundle bundle = ColorModel.bundle("1");
    model = new TroubledModel(new OnnxRuntime(handles).load(bundle, plan));
    first = new LoadedModel(bundle, model, preprocessor, plan.batchesInUse());
    slot = new ModelSlot(Routes.only(first));
    LookAheadSettings settings =
        new LookAheadSettings("images", deadline, commits, 3, Optional.empty());
    lookAhead =
        new LookAhead(
            settings,
            slot,
            serdes,
            serdes,
            new LookAhead.Listeners(
                (release, at, tenure) -> {
                  firsts.add(new First(release.offset(), at.partition(), at.offset()));
                  tenures.add(tenure);
                },
                EngineListener.none()));
  }

  /** Another version, ready; the caller closes it. */
  LoadedModel load(Bundle bundle) throws Exception {
    return load(bundle, new OnnxRuntime(handles).load(bundle, plan));
  }

  /** The same, of a model that was loaded already. */
  LoadedModel load(Bundle bundle, Model loaded) throws Exception {
    return new LoadedModel(bundle, loaded, preprocessor, plan.batchesInUse());
  }

  /** Lets a version answer everything, as a release of this offset. */
  void release(long offset, LoadedModel primary) {
    release(offset, primary, Optional.empty(), Optional.empty());
  }

  void release(
      long offset,
      LoadedModel primary,
      Optional<CanaryRoute> canary,
      Optional<ShadowRoute> shadow) {
    slot.install(new Routes(new ReleaseId(0, offset), primary, canary, shadow));
  }

  /** Starts work on an event that has no key. */
  void ahead(Coordinates at, byte[] event) {
    lookAhead.ahead(at, null, event);
  }

  /** The outcome of an event that has no key. */
  Outcome take(Coordinates at, byte @Nullable [] event) {
    return lookAhead.take(at, null, event);
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

  /** Gives up the hold that the first version was loaded with. */
  void letGoOfFirst() {
    if (!letGo) {
      letGo = true;
      first.close();
    }
  }

  void closeSlot() {
    slot.close();
    letGoOfFirst();
  }

  @Override
  public void close() {
    lookAhead.close();
    closeSlot();
  }
}
