package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.NativeHandles;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.trainer.data.DataRefusedException.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {

  @TempDir Path root;

  @Test
  void leavesBrokenImagesOutAndCarriesOn() throws Exception {
    Pictures.classes(root, 3, "a", "b");
    byte[] png = Pictures.png(8, 8, 1);
    Pictures.write(root.resolve("a/cut.png"), Arrays.copyOf(png, 100));
    Pictures.write(root.resolve("a/empty.png"), new byte[0]);
    Pictures.text(root.resolve("b/notes.txt"), "these are notes and no image");
    LabelledImages images = Pictures.inspected(root);
    assertThat(images.samples()).hasSize(6);
    assertThat(images.leftOut())
        .extracting(LeftOut::name)
        .containsExactly("a/cut.png", "a/empty.png", "b/notes.txt");
    assertThat(images.leftOut().get(1).reason()).isEqualTo("The image has no bytes.");
  }

  @Test
  void leavesOutWhatIsLargerThanTheProcessorAccepts() throws Exception {
    Pictures.classes(root, 1, "a", "b");
    Pictures.write(root.resolve("b/film.png"), Pictures.png(40, 40, 1));
    ImageGate gate = new ImageGate(ImageLimits.defaults().withEncodedBytes(1000));
    NativeHandles handles = new NativeHandles();
    Decoding decoding = new Decoding(gate, new DecodeBudget(1 << 20), handles);
    AtomicInteger seen = new AtomicInteger();
    LabelledImages images =
        new Inspection(Pictures.PIXELS, decoding)
            .inspect(ImageSource.at(root).list(), done -> seen.accumulateAndGet(done, Math::max));
    assertThat(images.leftOut()).extracting(LeftOut::name).containsExactly("b/film.png");
    assertThat(seen).hasValue(3);
    assertThat(handles.open()).isZero();
  }

  @Test
  void hashesNamesClassesAndContentsAndNothingElse() throws Exception {
    Pictures.classes(root.resolve("one"), 2, "a", "b");
    Pictures.classes(root.resolve("two"), 2, "a", "b");
    Pictures.text(root.resolve("two/a/broken.png"), "words");
    String hash = Pictures.inspected(root.resolve("one")).hash();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(Pictures.inspected(root.resolve("two")).hash()).isEqualTo(hash);
    Files.move(root.resolve("two/a/0.png"), root.resolve("two/a/9.png"));
    String renamed = Pictures.inspected(root.resolve("two")).hash();
    assertThat(renamed).isNotEqualTo(hash);
    Pictures.write(root.resolve("two/a/9.png"), Pictures.png(8, 8, 77));
    assertThat(Pictures.inspected(root.resolve("two")).hash()).isNotEqualTo(renamed);
  }

  @Test
  void refusesFewerThanTwoClasses() throws Exception {
    Pictures.classes(root, 2, "only");
    Pictures.text(root.resolve("stray.txt"), "words");
    assertThatThrownBy(() -> Pictures.inspected(root))
        .isInstanceOfSatisfying(
            DataRefusedException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CLASSES))
        .hasMessage(
            "There must be at least 2 classes, but there is only \"only\"."
                + " Left out are 1; stray.txt: It is in no folder of a class.");
  }

  @Test
  void refusesAClassWhoseNameIsNoLineOfText() throws Exception {
    Pictures.classes(root, 1, "a", "b\nc");
    assertThatThrownBy(() -> Pictures.inspected(root))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("a name of one line");
  }

  @Test
  void leavesOutWhatADecoderFailsAt() throws Exception {
    Listing listing =
        new Listing(
            List.of("a", "b"),
            List.of(
                new Sample("a/0.png", 0, null, most -> Pictures.png(8, 8, 1)),
                new Sample(
                    "a/1.png",
                    0,
                    null,
                    most -> {
                      throw new IllegalStateException("on purpose");
                    }),
                new Sample("b/0.png", 1, null, most -> Pictures.png(8, 8, 2))),
            List.of());
    LabelledImages images =
        new Inspection(Pictures.PIXELS, Decoding.defaults()).inspect(listing, Pictures.QUIET);
    assertThat(images.leftOut()).containsExactly(new LeftOut("a/1.png", "It cannot be decoded."));
  }

  @Test
  void refusesAClassWithoutAnyImageAndSaysWhatWasLeftOut() throws Exception {
    Pictures.classes(root, 2, "a", "b");
    Files.createDirectory(root.resolve("hollow"));
    Pictures.text(root.resolve("words/notes.txt"), "these are notes and no image");
    assertThatThrownBy(() -> Pictures.inspected(root))
        .isInstanceOfSatisfying(
            DataRefusedException.class, e -> assertThat(e.fault()).isEqualTo(Fault.EMPTY_CLASS))
        .hasMessageContainingAll("\"hollow\", \"words\"", "Left out are 1; words/notes.txt: ");
  }

  @Test
  void endsWhenItIsInterrupted() {
    Thread caller = Thread.currentThread();
    AtomicInteger read = new AtomicInteger();
    Content interrupting =
        most -> {
          if (read.incrementAndGet() == 1) {
            caller.interrupt();
            while (caller.isInterrupted()) {
              Thread.onSpinWait();
            }
          }
          return Pictures.png(8, 8, 1);
        };
    List<Sample> samples =
        IntStream.range(0, 100)
            .mapToObj(i -> new Sample(i + ".png", i % 2, null, interrupting))
            .toList();
    Listing listing = new Listing(List.of("a", "b"), samples, List.of());
    Inspection inspection = new Inspection(Pictures.PIXELS, Decoding.defaults());

    assertThatThrownBy(() -> inspection.inspect(listing, Pictures.QUIET))
        .isInstanceOf(InterruptedException.class);
  }
}
