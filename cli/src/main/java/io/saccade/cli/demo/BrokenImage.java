package io.saccade.cli.demo;

import io.saccade.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The ways in which cameras, networks and attackers spoil images, and what each must be told. */
enum BrokenImage {
  EMPTY(ErrorCode.IMAGE_EMPTY) {
    @Override
    byte[] of(byte[] png) {
      return new byte[0];
    }
  },
  ERROR_PAGE(ErrorCode.IMAGE_UNSUPPORTED) {
    @Override
    byte[] of(byte[] png) {
      return "<html><body>404 Not Found</body></html>".getBytes(StandardCharsets.UTF_8);
    }
  },
  CUT_SHORT(ErrorCode.IMAGE_TRUNCATED) {
    @Override
    byte[] of(byte[] png) {
      return Arrays.copyOf(png, png.length / 2);
    }
  },
  FLIPPED_BIT(ErrorCode.IMAGE_CORRUPT) {
    @Override
    byte[] of(byte[] png) {
      byte[] flipped = png.clone();
      flipped[png.length / 2] ^= 1;
      return flipped;
    }
  },
  /** A few hundred bytes that would take gigabytes to decode. */
  BOMB(ErrorCode.IMAGE_PIXELS) {
    @Override
    byte[] of(byte[] png) {
      ByteBuffer header = ByteBuffer.wrap(png.clone());
      header.putInt(WIDTH_AT, HUGE).putInt(WIDTH_AT + 4, HUGE);
      CRC32 crc = new CRC32();
      crc.update(header.array(), TYPE_AT, TYPE_AND_DATA);
      header.putInt(TYPE_AT + TYPE_AND_DATA, (int) crc.getValue());
      return header.array();
    }
  };

  // A PNG starts with 8 bytes of signature and the chunk IHDR: length, type, 13 bytes, checksum.
  private static final int TYPE_AT = 12;
  private static final int WIDTH_AT = 16;
  private static final int TYPE_AND_DATA = 17;
  private static final int HUGE = 30_000;

  private final ErrorCode code;

  BrokenImage(ErrorCode code) {
    this.code = code;
  }

  /** What the failure must say. */
  ErrorCode code() {
    return code;
  }

  /** Spoils a sound PNG; the array is not changed. */
  abstract byte[] of(byte[] png);
}
