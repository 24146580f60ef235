package io.saccade.cli.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A Java agent that lets OpenCV's decoder write to address 0 where an image has a certain width: a
 * segmentation fault in the middle of decoding, as a damaged library would raise one. The processor
 * itself is the one that is shipped.
 */
public final class CrashingDecoder {

  /** The width of the PNG that crashes. */
  static final int WIDTH = 77;

  private static final int PNG_WIDTH = 16;
  private static final byte PNG = (byte) 0x89;

  private CrashingDecoder() {}

  /** Called before the program's own main. */
  public static void premain(String args, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .type(ElementMatchers.named("io.saccade.model.image.OpenCv"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(BeforeDecoding.class).on(ElementMatchers.named("decode"))))
        .installOn(instrumentation);
  }

  /** What is put in front of the decoder. */
  static final class BeforeDecoding {

    private BeforeDecoding() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) ByteBuffer encoded) {
      CrashingDecoder.look(encoded);
    }
  }

  /** Crashes the process, if the image is the one. */
  public static void look(ByteBuffer encoded) {
    int at = encoded.position();
    if (encoded.remaining() > PNG_WIDTH + 4
        && encoded.get(at) == PNG
        && encoded.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(at + PNG_WIDTH) == WIDTH) {
      writeToNowhere();
    }
  }

  /** The agent as a file, with what it needs. */
  static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("crashing-decoder.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", CrashingDecoder.class.getName());
    main.putValue(
        "Class-Path",
        AgentBuilder.class.getProtectionDomain().getCodeSource().getLocation().toString());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (Class<?> one : new Class<?>[] {CrashingDecoder.class, BeforeDecoding.class}) {
        String name = one.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(name));
        try (var in = CrashingDecoder.class.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(entries);
        }
      }
    }
    return jar;
  }

  /** By reflection: compilers warn of it, and there is no other way in. */
  private static void writeToNowhere() {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      Object unused =
          type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 1L);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
