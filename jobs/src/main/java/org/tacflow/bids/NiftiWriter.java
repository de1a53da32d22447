package org.tacflow.bids;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a NIfTI-1 image frame by frame: maps, labels and simulated scans.
 *
 * <p>Little-endian, single file, no scaling, the sform of the grid or the space of a source image;
 * gzip when the name ends in {@code .gz}. The bytes depend on nothing but the arguments (no time
 * stamp). A file is complete only after {@link #close}, which refuses a missing frame.
 *
 * <p>Source of the layout: NIfTI-1 standard, {@code nifti1.h} (https://nifti.nimh.nih.gov/nifti-1).
 */
public final class NiftiWriter implements Closeable {
  private static final int HEADER_BYTES = 348;
  private static final int VOXEL_OFFSET = 352;
  private static final int BUFFER_BYTES = 1 << 16;
  // One of the 80 stays 0 and ends the text.
  private static final int DESCRIPTION_BYTES = 79;
  private static final short SCANNER_COORDINATES = 1;
  private static final byte MILLIMETRES_AND_SECONDS = 2 | 8;

  private final String path;
  private final ImageGrid grid;
  private final NiftiSpace space;
  private final String description;
  private final int frames;
  private final NiftiType type;
  private final OutputStream out;
  private final ByteBuffer buffer;
  private int written;

  private NiftiWriter(
      String path,
      ImageGrid grid,
      NiftiSpace space,
      String description,
      int frames,
      NiftiType type,
      OutputStream out) {
    this.path = path;
    this.grid = grid;
    this.space = space;
    this.description = description;
    this.frames = frames;
    this.type = type;
    this.out = out;
    this.buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Opens a file, replacing one that is there, and writes the header.
   *
   * @param path ends in {@code .nii} or {@code .nii.gz}; folders are made
   * @param frames number of frames, 1 writes a 3-D image, at most 32767
   * @param type {@link NiftiType#FLOAT32} or {@link NiftiType#INT16}
   */
  public static NiftiWriter create(
      Storage storage, String path, ImageGrid grid, int frames, NiftiType type) throws IOException {
    return create(storage, path, grid, null, "", frames, type);
  }

  /**
   * Opens a 3-D image in the space of another image, with both its transforms, units and intent.
   *
   * @param description at most 79 bytes of it are kept
   */
  public static NiftiWriter create(
      Storage storage, String path, NiftiSpace space, String description, NiftiType type)
      throws IOException {
    return create(storage, path, space.grid(), space, description, 1, type);
  }

  private static NiftiWriter create(
      Storage storage,
      String path,
      ImageGrid grid,
      NiftiSpace space,
      String description,
      int frames,
      NiftiType type)
      throws IOException {
    String lower = path.toLowerCase(Locale.ROOT);
    if (!lower.endsWith(".nii") && !lower.endsWith(".nii.gz")) {
      throw new IllegalArgumentException(
          "Invalid image name: " + path + " (must end in .nii or .nii.gz)");
    }
    if (type != NiftiType.FLOAT32 && type != NiftiType.INT16) {
      throw new IllegalArgumentException(
          "Invalid data type to write: " + type + " (must be FLOAT32 or INT16)");
    }
    if (!(frames > 0 && frames <= Short.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid number of frames: " + frames + " (must be 1 to 32767)");
    }
    if (Math.max(grid.nx(), Math.max(grid.ny(), grid.nz())) > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Invalid grid: " + grid.sizes() + " (each size must be at most 32767 in NIfTI-1)");
    }
    OutputStream file = storage.create(path);
    OutputStream out;
    if (lower.endsWith(".gz")) {
      out = new BufferedOutputStream(new GZIPOutputStream(file, BUFFER_BYTES), BUFFER_BYTES);
    } else {
      out = new BufferedOutputStream(file, BUFFER_BYTES);
    }
    NiftiWriter writer = new NiftiWriter(path, grid, space, description, frames, type, out);
    out.write(writer.header());
    return writer;
  }

  /** Writes a 3-D map of 32-bit floats in one call. */
  public static void writeMap(Storage storage, String path, ImageGrid grid, float[] values)
      throws IOException {
    try (NiftiWriter writer = create(storage, path, grid, 1, NiftiType.FLOAT32)) {
      writer.frame(values);
    }
  }

  /** Writes a 3-D label image of 16-bit integers in one call. */
  public static void writeLabels(Storage storage, String path, ImageGrid grid, int[] labels)
      throws IOException {
    try (NiftiWriter writer = create(storage, path, grid, 1, NiftiType.INT16)) {
      writer.frame(labels);
    }
  }

  private byte[] header() {
    ByteBuffer h = ByteBuffer.allocate(VOXEL_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
    h.putInt(0, HEADER_BYTES);
    int[] dim = {frames > 1 ? 4 : 3, grid.nx(), grid.ny(), grid.nz(), frames, 1, 1, 1};
    for (int d = 0; d < 8; d++) {
      h.putShort(40 + 2 * d, (short) dim[d]);
    }
    h.putShort(70, (short) type.code());
    h.putShort(72, (short) (8 * type.bytes()));
    h.putFloat(76, 1);
    for (int axis = 0; axis < 3; axis++) {
      h.putFloat(80 + 4 * axis, (float) grid.spacing(axis));
    }
    h.putFloat(92, frames > 1 ? 1 : 0);
    h.putFloat(108, VOXEL_OFFSET);
    h.putFloat(112, 1);
    h.put(123, MILLIMETRES_AND_SECONDS);
    h.putShort(254, SCANNER_COORDINATES);
    double[] affine = grid.affine();
    for (int a = 0; a < 12; a++) {
      h.putFloat(280 + 4 * a, (float) affine[a]);
    }
    if (space != null) {
      space.write(h);
    }
    byte[] text = description.getBytes(StandardCharsets.UTF_8);
    h.put(148, text, 0, Math.min(text.length, DESCRIPTION_BYTES));
    h.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
    return h.array();
  }

  /** Writes the next frame: one value per voxel, first axis fastest; whole numbers for INT16. */
  public void frame(float[] values) throws IOException {
    begin(values.length);
    for (int v = 0; v < values.length; v++) {
      if (type == NiftiType.FLOAT32) {
        room(4).putFloat(values[v]);
      } else {
        putShort(values[v], v);
      }
    }
    end();
  }

  /** Writes the next frame from whole numbers. */
  public void frame(int[] values) throws IOException {
    begin(values.length);
    for (int v = 0; v < values.length; v++) {
      if (type == NiftiType.FLOAT32) {
        room(4).putFloat(values[v]);
      } else {
        putShort(values[v], v);
      }
    }
    end();
  }

  private void putShort(double value, int voxel) throws IOException {
    if ((short) value != value) {
      throw new IllegalArgumentException(
          "Invalid value of voxel "
              + voxel
              + ": "
              + value
              + " (must be a whole number from -32768 to 32767 for INT16)");
    }
    room(2).putShort((short) value);
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flushBuffer();
    }
    return buffer;
  }

  private void begin(int length) {
    if (length != grid.voxels()) {
      throw new IllegalArgumentException(
          "Invalid frame: " + length + " values (must be " + grid.voxels() + ")");
    }
    if (written == frames) {
      throw new IllegalStateException(
          "Cannot write to " + path + ": all " + frames + " frames are written");
    }
  }

  private void end() throws IOException {
    flushBuffer();
    written++;
  }

  private void flushBuffer() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** Closes the file; throws when frames are missing, and leaves the incomplete file to see. */
  @Override
  public void close() throws IOException {
    out.close();
    if (written < frames) {
      throw new IOException(
          "Cannot finish " + path + ": " + written + " of " + frames + " frames written");
    }
  }
}
