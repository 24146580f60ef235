package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.source.EventRefusedException;
import io.saccade.processor.source.FetchedImage;
import io.saccade.processor.source.ImageSource;
import io.saccade.schemas.avro.ImageReference;
import io.saccade.schemas.avro.Prediction;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClaimChecksTest {

  private static final String SHA256 = "";

  /** A host that gives nothing before it is told to. */
  private static final class Host implements ImageSource {

    final Map<String, Receiver> asked = new ConcurrentHashMap<>();
    final AtomicInteger released = new AtomicInteger();

    @Override
    public void fetch(String uri, String sha256, Receiver receiver) throws EventRefusedException {
      if (uri.startsWith("gopher:")) {
        throw new EventRefusedException(ErrorCode.URI_SCHEME, "no gophers");
      }
      asked.put(uri, receiver);
    }

    Receiver awaitAsked(String uri) {
      while (!asked.containsKey(uri)) {
        Thread.onSpinWait();
      }
      return asked.get(uri);
    }

    void give(String uri, ShapeImage image) {
      awaitAsked(uri).fetched(new FetchedImage(image.encoded(), released::incrementAndGet));
    }

    @Override
    public void close() {}
  }

  private final Host host = new Host();

  private Engine engine() throws Exception {
    return new Engine(LanePlan.cpu(1, 4), Duration.ofSeconds(20), Duration.ofMinutes(1), host);
  }

  private static Coordinates at(int partition, long offset) {
    return new Coordinates("images", partition, offset);
  }

  private static byte[] reference(String uri) {
    return PlainSerdes.event("by reference", new ImageReference(uri, SHA256));
  }

  private static String label(Outcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Classified.class);
    ByteBuffer bytes = ByteBuffer.wrap(((Outcome.Classified) outcome).prediction());
    return Prediction.fromByteBuffer(bytes).getLabels().get(0).getName();
  }

  @Test
  void classifiesWhatIsFetchedAndGivesItsMemoryBack() throws Exception {
    ShapeImage shape = Engine.shapes(1).get(0);
    try (Engine engine = engine()) {
      engine.ahead(at(0, 0), reference("https://here/1.png"));
      host.give("https://here/1.png", shape);

      Outcome outcome = engine.take(at(0, 0), reference("https://here/1.png"));

      assertThat(label(outcome)).isEqualTo(shape.color().label());
      assertThat(host.released).hasValue(1);
    }
  }

  @Test
  void holdsUpNoOtherEventWhileAHostSaysNothing() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(50);
    try (Engine engine = engine()) {
      engine.ahead(at(0, 0), reference("https://slow/1.png"));
      for (int i = 1; i < shapes.size(); i++) {
        engine.ahead(at(1, i), Engine.event(i, shapes.get(i)));
      }
      for (int i = 1; i < shapes.size(); i++) {
        assertThat(label(engine.take(at(1, i), Engine.event(i, shapes.get(i)))))
            .isEqualTo(shapes.get(i).color().label());
      }
      host.give("https://slow/1.png", shapes.get(0));
      assertThat(label(engine.take(at(0, 0), reference("https://slow/1.png"))))
          .isEqualTo(shapes.get(0).color().label());
    }
  }

  @Test
  void failsWithTheCodeOfWhatWasRefused() throws Exception {
    try (Engine engine = engine()) {
      engine.ahead(at(0, 0), reference("https://here/gone.png"));
      host.awaitAsked("https://here/gone.png")
          .refused(new EventRefusedException(ErrorCode.URI_NOT_FOUND, "it is gone"));

      assertThat(engine.take(at(0, 0), reference("https://here/gone.png")))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(ErrorCode.URI_NOT_FOUND);
                assertThat(failed.eventId()).isEqualTo("by reference");
              });
      assertThat(engine.take(at(0, 1), reference("gopher://here/1.png")))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(ErrorCode.URI_SCHEME));
    }
  }

  @Test
  void wantsNothingOfAPartitionThatWentElsewhere() throws Exception {
    ShapeImage shape = Engine.shapes(1).get(0);
    try (Engine engine = engine()) {
      engine.ahead(at(0, 0), reference("https://here/1.png"));
      ImageSource.Receiver receiver = host.awaitAsked("https://here/1.png");
      assertThat(receiver.isWanted()).isTrue();

      engine.lookAhead().evict("images", 0);

      assertThat(receiver.isWanted()).isFalse();
      host.give("https://here/1.png", shape);
      while (host.released.get() == 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void keepsNoBytesOfAnImageThatWasDecodedHoweverLateItsOutcomeIsTaken() throws Exception {
    try (Engine engine = engine()) {
      engine.ahead(at(0, 0), reference("https://here/1.png"));
      byte[] bytes = Engine.shapes(1).get(0).encoded().clone();
      WeakReference<byte[]> held = new WeakReference<>(bytes);
      host.awaitAsked("https://here/1.png")
          .fetched(new FetchedImage(bytes, host.released::incrementAndGet));
      bytes = null;
      while (host.released.get() == 0) {
        Thread.onSpinWait();
      }
      while (held.get() != null) { // Or the time of the test is over.
        System.gc();
        LockSupport.parkNanos(10_000_000); // The worker may still have them on its stack.
      }
      assertThat(engine.lookAhead().stats().pending()).isEqualTo(1);
    }
  }

  @Test
  void breaksWhereTheSourceDoes() throws Exception {
    try (Engine engine = engine()) {
      engine.ahead(at(0, 0), reference("https://here/1.png"));
      host.awaitAsked("https://here/1.png").broken(new IllegalStateException("a bug"));

      assertThat(engine.take(at(0, 0), reference("https://here/1.png")))
          .isInstanceOf(Outcome.Broken.class);
    }
  }
}
