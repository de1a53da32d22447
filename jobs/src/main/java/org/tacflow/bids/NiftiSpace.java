package org.tacflow.bids;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the header of an image says about where its voxels lie and what it holds, kept as written.
 *
 * <p>Holds both transforms (qform, sform) with their codes, the voxel sizes, the units and the
 * intent, so that an image written in this space is placed by every reader as the source is. A
 * NIfTI-2 source is narrowed to the floats of NIfTI-1.
 *
 * <p>Source of the layouts: {@code nifti1.h} and {@code nifti2.h} (https://nifti.nimh.nih.gov).
 */
public final class NiftiSpace implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NAME_BYTES = 16;

  private final ImageGrid grid;
  private final float[] pixdim;
  private final byte units;
  private final short qformCode;
  private final short sformCode;
  private final float[] quaternion;
  private final float[] sform;
  private final short intentCode;
  private final float[] intentParameters;
  private final byte[] intentName;

  private NiftiSpace(ImageGrid grid, NiftiLayout layout, ByteBuffer h) {
    this.grid = grid;
    this.pixdim = floats(4, i -> layout.pixdim(h, i));
    this.units = (byte) layout.units(h);
    this.qformCode = (short) layout.qformCode(h);
    this.sformCode = (short) layout.sformCode(h);
    this.quaternion = floats(6, i -> layout.quaternion(h, i));
    this.sform = floats(12, i -> layout.sform(h, i));
    this.intentCode = (short) layout.intentCode(h);
    this.intentParameters = floats(3, i -> layout.intentParameter(h, i));
    this.intentName = new byte[NAME_BYTES];
    h.get(layout.intentNameOffset(), intentName);
  }

  private interface Field {
    double of(int index);
  }

  private static float[] floats(int count, Field field) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) field.of(i);
    }
    return values;
  }

  /**
   * Reads the space of an image.
   *
   * @throws ScanException naming the file and what is wrong with it
   */
  public static NiftiSpace read(Storage storage, String path) throws ScanException {
    try (InputStream in = NiftiStream.open(storage, path)) {
      byte[] bytes = in.readNBytes(NiftiHeader.LONGEST);
      NiftiHeader header = NiftiHeader.parse(path, bytes);
      ByteOrder order = header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      ByteBuffer h = ByteBuffer.wrap(bytes).order(order);
      NiftiLayout layout = h.getInt(0) == 540 ? NiftiLayout.NIFTI2 : NiftiLayout.NIFTI1;
      return new NiftiSpace(header.grid(), layout, h);
    } catch (IOException e) {
      throw NiftiStream.unreadable(path, "its header", e);
    }
  }

  /** The grid of one frame. */
  public ImageGrid grid() {
    return grid;
  }

  /** Writes the fields into a NIfTI-1 header of the same byte order as the buffer. */
  void write(ByteBuffer h) {
    putFloats(h, 56, intentParameters);
    h.putShort(68, intentCode);
    putFloats(h, 76, pixdim);
    h.put(123, units);
    h.putShort(252, qformCode);
    h.putShort(254, sformCode);
    putFloats(h, 256, quaternion);
    putFloats(h, 280, sform);
    h.put(328, intentName);
  }

  private static void putFloats(ByteBuffer h, int offset, float[] values) {
    for (int i = 0; i < values.length; i++) {
      h.putFloat(offset + 4 * i, values[i]);
    }
  }
}
