package org.tacflow.tables.columnar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

  /** The same level so many times, behind the length of its bytes. */
  static BytesInput constant(int level, int count) throws IOException {
    return sized(
        BytesInput.concat(
            BytesInput.fromUnsignedVarInt(count << 1), BytesInput.from(new byte[] {(byte) level})));
  }

  /** Levels up to the greatest of their column, behind the length of their bytes. */
  static BytesInput of(byte[] levels, int from, int to, int greatest) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder = encoder(width(greatest), to - from)) {
      for (int i = from; i < to; i++) {
        encoder.writeInt(levels[i]);
      }
      return sized(bytes(encoder));
    }
  }

  /** Indices into a dictionary, behind the byte of their width. */
  static BytesInput indices(int[] indices, int from, int to, int greatest) throws IOException {
    int width = width(greatest);
    try (RunLengthBitPackingHybridEncoder encoder = encoder(width, to - from)) {
      for (int i = from; i < to; i++) {
        encoder.writeInt(indices[i]);
      }
      return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), bytes(encoder));
    }
  }

  private static RunLengthBitPackingHybridEncoder encoder(int width, int count) {
    return new RunLengthBitPackingHybridEncoder(
        width,
        SLAB_BYTES,
        Math.max(SLAB_BYTES, width * count / Byte.SIZE),
        HeapByteBufferAllocator.getInstance());
  }

  /** A copy: closing the encoder frees its own. */
  private static BytesInput bytes(RunLengthBitPackingHybridEncoder encoder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.toBytes().writeAllTo(bytes);
    return BytesInput.from(bytes);
  }

  private static BytesInput sized(BytesInput bytes) {
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(bytes.size())), bytes);
  }
}
