package io.saccade.processor.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.shapes.ColorModel;
import io.saccade.processor.serving.GpuSettings;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Placement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TrialOrderTest {

  private static final byte[] TENSOR = {1, 2, 3};

  private static TrialOrder order(OptionalLong memory, Bundle bundle) {
    return TrialOrder.of(
        new TrialSite(
            new Placement(List.of(3, 5), "two"),
            new GpuSettings(memory, true),
            Duration.ofSeconds(1),
            ImageLimits.defaults()),
        LanePlan.cpu(4, 6),
        bundle,
        List.of(TENSOR, new byte[0]));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    for (OptionalLong memory : List.of(OptionalLong.empty(), OptionalLong.of(7))) {
      Bundle bundle = ColorModel.bundle("1");
      TrialOrder order = order(memory, bundle);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      order.write(new DataOutputStream(bytes));

      TrialOrder read =
          TrialOrder.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

      assertThat(read.placement()).isEqualTo(order.placement());
      assertThat(read.gpu()).isEqualTo(order.gpu());
      assertThat(read.plan()).isEqualTo(order.plan());
      assertThat(read.bundle().sha256()).isEqualTo(bundle.sha256());
      assertThat(read.bundle().model()).isEqualTo(bundle.model());
      assertThat(read.tensors()).containsExactly(TENSOR, new byte[0]);
    }
  }

  @Test
  void isOfOneLaneOnOneDevice() throws Exception {
    TrialOrder order = order(OptionalLong.empty(), ColorModel.bundle("1"));

    assertThat(order.plan().lanes()).isEqualTo(1);
    assertThat(order.plan().buckets()).isEqualTo(LanePlan.cpu(4, 6).buckets());
    assertThat(order.placement().gpus()).containsExactly(3);
  }
}
