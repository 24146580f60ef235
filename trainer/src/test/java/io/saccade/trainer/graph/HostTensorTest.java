package io.saccade.trainer.graph;

import static io.saccade.trainer.graph.Models.dims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.saccade.model.onnx.proto.StringStringEntryProto;
import io.saccade.model.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;

final class HostTensorTest {

  @Test
  void comesBackAsItWasWritten() throws Exception {
    HostTensor floats = Models.floats(dims(2, 2), 1, -0.0, Float.NaN, 1e-40);

    HostTensor read = HostTensor.read(floats.write("w"));

    assertThat(read.floats()).containsExactly(floats.floats());
    assertThat(read.dims()).containsExactly(2, 2);
    for (HostTensor.Kind kind : HostTensor.Kind.values()) {
      if (kind != HostTensor.Kind.FLOAT) {
        HostTensor ones = HostTensor.integers(kind, dims(3), new long[] {0, 1, 1});
        HostTensor back = HostTensor.read(ones.write("i"));
        assertThat(back.kind()).isEqualTo(kind);
        assertThat(back.longs()).containsExactly(0, 1, 1);
      }
    }
  }

  @Test
  void readsNegativeAndUnsignedIntegersOfOneByte() throws Exception {
    TensorProto.Builder bytes = TensorProto.newBuilder().addDims(2).setRawData(bytes(0x80, 0x7F));

    assertThat(HostTensor.read(bytes.setDataType(3).build()).longs()).containsExactly(-128, 127);
    assertThat(HostTensor.read(bytes.setDataType(2).build()).longs()).containsExactly(128, 127);
  }

  @Test
  void readsValuesFromTheListsOfTheirTypes() throws Exception {
    assertThat(read(TensorProto.newBuilder().setDataType(1).addFloatData(0.5f)).floats())
        .containsExactly(0.5f);
    assertThat(read(TensorProto.newBuilder().setDataType(11).addDoubleData(0.1)).floats())
        .containsExactly(0.1f);
    assertThat(read(TensorProto.newBuilder().setDataType(7).addInt64Data(1L << 40)).longs())
        .containsExactly(1L << 40);
    assertThat(read(TensorProto.newBuilder().setDataType(6).addInt32Data(-5)).longs())
        .containsExactly(-5);
  }

  @Test
  void widensHalvesExactly() throws Exception {
    // From IEEE 754's binary16: 1, -2, the largest, the smallest normal and subnormal, infinity.
    TensorProto.Builder halves = TensorProto.newBuilder().setDataType(10).addDims(6);
    for (int bits : new int[] {0x3C00, 0xC000, 0x7BFF, 0x0400, 0x8001, 0xFC00}) {
      halves.addInt32Data(bits);
    }

    assertThat(HostTensor.read(halves.build()).floats())
        .containsExactly(1f, -2f, 65504f, 0x1p-14f, -0x1p-24f, Float.NEGATIVE_INFINITY);
  }

  @Test
  void widensBfloat16() throws Exception {
    TensorProto tensor =
        TensorProto.newBuilder().setDataType(16).addDims(1).setRawData(bytes(0xC0, 0x3F)).build();

    assertThat(HostTensor.read(tensor).floats()).containsExactly(1.5f);
  }

  @Test
  void refusesWhatItCannotRead() {
    TensorProto.Builder one = TensorProto.newBuilder().setName("w").addDims(1).setDataType(1);

    assertRefused(one.clone(), "0 for 1 values");
    assertRefused(one.clone().setRawData(bytes(1, 2, 3)), "3 bytes for 1 values of 4 bytes");
    assertRefused(one.clone().addDims(-2).setRawData(bytes()), "at least 0");
    assertRefused(one.clone().setDataType(8), "a type that is not supported");
    assertRefused(one.clone().setDataType(99), "a type that is not supported");
    assertRefused(
        one.clone()
            .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue("f")),
        "lies in another file");
  }

  @Test
  void takesAsManyValuesAsItsDimensionsSay() {
    assertThatThrownBy(() -> HostTensor.floats(dims(2, 2), new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("take 4 values, but there were 3");
  }

  private static HostTensor read(TensorProto.Builder tensor) throws GraphRefusedException {
    return HostTensor.read(tensor.addDims(1).build());
  }

  private static void assertRefused(TensorProto.Builder tensor, String why) {
    assertThatThrownBy(() -> HostTensor.read(tensor.build()))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageStartingWith("The constant w")
        .hasMessageContaining(why);
  }

  private static ByteString bytes(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < array.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return ByteString.copyFrom(array);
  }
}
