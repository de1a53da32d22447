package org.tacflow.bids;

import java.nio.ByteBuffer;

/** Turns stored bytes into values, one tight loop per data type. */
final class VoxelDecoder {
  private static final double TWO_TO_64 = 0x1p64;

  private VoxelDecoder() {}

  /**
   * Decodes some kept voxels of a buffer.
   *
   * @param buffer bytes of the voxels from {@code first} on, in the byte order of the image
   * @param kept voxel indices; those from {@code from} to before {@code to} lie in the buffer
   * @param values filled from {@code from} to before {@code to}
   */
  static void decode(
      NiftiHeader header,
      ByteBuffer buffer,
      int[] kept,
      int from,
      int to,
      int first,
      float[] values) {
    switch (header.type()) {
      case UINT8 -> {
        for (int k = from; k < to; k++) {
          values[k] = buffer.get(kept[k] - first) & 0xff;
        }
      }
      case INT8 -> {
        for (int k = from; k < to; k++) {
          values[k] = buffer.get(kept[k] - first);
        }
      }
      case INT16 -> {
        for (int k = from; k < to; k++) {
          values[k] = buffer.getShort(2 * (kept[k] - first));
        }
      }
      case UINT16 -> {
        for (int k = from; k < to; k++) {
          values[k] = buffer.getShort(2 * (kept[k] - first)) & 0xffff;
        }
      }
      case FLOAT32 -> {
        for (int k = from; k < to; k++) {
          values[k] = buffer.getFloat(4 * (kept[k] - first));
        }
      }
      case INT32, UINT32, INT64, UINT64, FLOAT64 -> {
        // Scaled before the rounding to float: large counts times a small slope keep their digits.
        for (int k = from; k < to; k++) {
          double stored = wide(header.type(), buffer, kept[k] - first);
          values[k] = (float) (stored * header.slope() + header.intercept());
        }
        return;
      }
    }
    if (header.slope() != 1 || header.intercept() != 0) {
      for (int k = from; k < to; k++) {
        values[k] = (float) (values[k] * header.slope() + header.intercept());
      }
    }
  }

  private static double wide(NiftiType type, ByteBuffer buffer, int voxel) {
    return switch (type) {
      case INT32 -> buffer.getInt(4 * voxel);
      case UINT32 -> buffer.getInt(4 * voxel) & 0xffffffffL;
      case INT64 -> buffer.getLong(8 * voxel);
      case UINT64 -> {
        long stored = buffer.getLong(8 * voxel);
        yield stored < 0 ? stored + TWO_TO_64 : stored;
      }
      case FLOAT64 -> buffer.getDouble(8 * voxel);
      case UINT8, INT8, INT16, UINT16, FLOAT32 ->
          throw new IllegalArgumentException("Invalid wide type: " + type);
    };
  }
}
