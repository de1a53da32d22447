package org.tacflow.tables.columnar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Small integers in Parquet's run-length and bit-packed hybrid. */
final class Levels {
  private static final int SLAB_BYTES = 1024;

  private Levels() {}

  /** Bits for integers from 0 to the greatest. */
  static int width(int greatest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
  }

  /** The same level for all, behind the length of its bytes: one run. */
  static BytesInput constant(int level, int count) throws IOException {
    return sized(
        BytesInput.concat(
            BytesInput.fromUnsignedVarInt(count << 1), BytesInput.from(new byte[] {(byte) level})));
  }

  /**
   * Levels of one bit, 0 in some places and 1 elsewhere, behind the length of their bytes: one
   * packed run, as {@link #zeros} reads.
   */
  static BytesInput zerosAt(int[] places, int zeros, int count) {
    byte[] packed = new byte[(count + Byte.SIZE - 1) / Byte.SIZE];
    Arrays.fill(packed, (byte) -1);
    for (int i = 0; i < zeros; i++) {
      packed[places[i] / Byte.SIZE] &= (byte) ~(1 << places[i] % Byte.SIZE);
    }
    return sized(
        BytesInput.concat(
            BytesInput.fromUnsignedVarInt(packed.length << 1 | 1), BytesInput.from(packed)));
  }

  /** Levels up to the greatest of their column, behind the length of their bytes. */
  static BytesInput of(byte[] levels, int count, int greatest) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder = encoder(width(greatest), count)) {
      for (int i = 0; i < count; i++) {
        encoder.writeInt(levels[i]);
      }
      return sized(copy(encoder.toBytes()));
    }
  }

  /** Indices into a dictionary, behind the byte of their width. */
  static BytesInput indices(int[] indices, int count, int greatest) throws IOException {
    int width = width(greatest);
    try (RunLengthBitPackingHybridEncoder encoder = encoder(width, count)) {
      for (int i = 0; i < count; i++) {
        encoder.writeInt(indices[i]);
      }
      return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), copy(encoder.toBytes()));
    }
  }

  /**
   * Places of 0 among levels of one bit.
   *
   * <p>A run is a header, twice its length, then its level; or an odd header, twice the number of
   * bytes and one, then eight levels in each byte, the lowest bit first. Headers have seven bits a
   * byte, the lowest first (Parquet's format, "RLE / bit-packing hybrid").
   */
  static int[] zeros(ByteBuffer levels, int count) {
    int[] zeros = new int[count];
    int found = 0;
    int at = 0;
    while (at < count) {
      int header = header(levels);
      int length = header >>> 1;
      if ((header & 1) == 0) {
        boolean zero = levels.get() == 0;
        for (int end = Math.min(count, at + length); zero && at < end; at++) {
          zeros[found++] = at;
        }
        at = zero ? at : at + length;
      } else {
        for (; length > 0; length--, at += Byte.SIZE) {
          for (int bits = ~levels.get() & 0xFF; bits != 0; bits &= bits - 1) {
            int place = at + Integer.numberOfTrailingZeros(bits);
            if (place < count) {
              zeros[found++] = place;
            }
          }
        }
      }
    }
    return Arrays.copyOf(zeros, found);
  }

  private static int header(ByteBuffer bytes) {
    int header = 0;
    for (int shift = 0; ; shift += 7) {
      int next = bytes.get();
      header |= (next & 0x7F) << shift;
      if (next >= 0) {
        return header;
      }
    }
  }

  private static RunLengthBitPackingHybridEncoder encoder(int width, int count) {
    return new RunLengthBitPackingHybridEncoder(
        width,
        SLAB_BYTES,
        Math.max(SLAB_BYTES, width * count / Byte.SIZE),
        HeapByteBufferAllocator.getInstance());
  }

  /** Bytes of their own, where those given belong to somebody who will use them again. */
  static BytesInput copy(BytesInput bytes) throws IOException {
    ByteArrayOutputStream own = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
    bytes.writeAllTo(own);
    return BytesInput.from(own);
  }

  private static BytesInput sized(BytesInput bytes) {
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(bytes.size())), bytes);
  }
}
