package org.tacflow.bids;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Builds NIfTI files byte by byte from the standard, sharing no code with reader or writer. */
public final class NiftiBytes {
  final ByteBuffer header;
  private final boolean second;

  private NiftiBytes(ByteBuffer header, boolean second) {
    this.header = header;
    this.second = second;
  }

  /** A valid NIfTI-1 header: dims, cubes of 2 mm by pixdim, no forms. */
  public static NiftiBytes first(ByteOrder order, int code, int bits, int... dims) {
    ByteBuffer h = ByteBuffer.allocate(352).order(order);
    h.putInt(0, 348).putShort(40, (short) dims.length);
    for (int d = 0; d < 7; d++) {
      h.putShort(42 + 2 * d, (short) (d < dims.length ? dims[d] : 1));
      h.putFloat(80 + 4 * d, 2);
    }
    h.putFloat(76, 1).putShort(70, (short) code).putShort(72, (short) bits).putFloat(108, 352);
    h.put(344, new byte[] {'n', '+', '1', 0});
    return new NiftiBytes(h, false);
  }

  /** A valid NIfTI-2 header of the same content. */
  public static NiftiBytes second(ByteOrder order, int code, int bits, int... dims) {
    ByteBuffer h = ByteBuffer.allocate(544).order(order);
    h.putInt(0, 540).putLong(16, dims.length);
    for (int d = 0; d < 7; d++) {
      h.putLong(24 + 8 * d, d < dims.length ? dims[d] : 1);
      h.putDouble(112 + 8 * d, 2);
    }
    h.putDouble(104, 1).putShort(12, (short) code).putShort(14, (short) bits).putLong(168, 544);
    h.put(4, new byte[] {'n', '+', '2', 0, 13, 10, 26, 10});
    return new NiftiBytes(h, true);
  }

  public NiftiBytes scaled(double slope, double intercept) {
    if (second) {
      header.putDouble(176, slope).putDouble(184, intercept);
    } else {
      header.putFloat(112, (float) slope).putFloat(116, (float) intercept);
    }
    return this;
  }

  public byte[] with(byte[] data) {
    byte[] all = java.util.Arrays.copyOf(header.array(), header.capacity() + data.length);
    System.arraycopy(data, 0, all, header.capacity(), data.length);
    return all;
  }

  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static String save(Path dir, String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes).toString();
  }
}
