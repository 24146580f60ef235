package io.saccade.processor.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ViewerTest {

  @Test
  void letsGoWhoIsFarBehind() throws Exception {
    Viewer viewer = new Viewer();
    for (int i = 0; i < 1_000; i++) { // Nobody takes any of it, and nobody waits.
      viewer.tell(new byte[] {1});
    }

    viewer.serve(new ByteArrayOutputStream());
  }

  @Test
  void isToldEveryEventOnOneLineEach() throws Exception {
    Audience audience = new Audience();
    Viewer viewer = audience.enter();
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    CountDownLatch done = new CountDownLatch(1);
    Thread page = new Thread(() -> serve(viewer, heard, done));
    page.start();

    audience.tell("tick", JsonNodeFactory.instance.objectNode().put("text", "two\nlines"));
    audience.tell("bye", JsonNodeFactory.instance.objectNode());
    done.await();
    page.interrupt();
    page.join();
    audience.leave(viewer);

    assertThat(heard.toString(UTF_8))
        .isEqualTo("event: tick\ndata: {\"text\":\"two\\nlines\"}\n\nevent: bye\ndata: {}\n\n");
    assertThat(audience.isEmpty()).isTrue();
  }

  private static void serve(Viewer viewer, ByteArrayOutputStream heard, CountDownLatch done) {
    try {
      viewer.serve(
          new OutputStream() {
            @Override
            public void write(int oneByte) {
              throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
              heard.write(bytes, from, count);
              if (heard.toString(UTF_8).endsWith("data: {}\n\n")) {
                done.countDown();
              }
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
