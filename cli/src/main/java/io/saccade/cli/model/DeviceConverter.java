package io.saccade.cli.model;

import io.saccade.processor.serving.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --device} as the processor's setting of that name is read. */
public final class DeviceConverter implements ITypeConverter<Device> {

  @Override
  public Device convert(String value) {
    return Device.parse(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be %s, but was %s".formatted(Device.ALLOWED, value)));
  }
}
