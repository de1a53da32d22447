package org.tacflow.bids;

import java.nio.ByteBuffer;

/** Where the fields of a NIfTI header lie: byte offsets of version 1 and version 2. */
enum NiftiLayout {
  /** 348 bytes, floats and shorts. */
  NIFTI1,
  /** 540 bytes, doubles and longs. */
  NIFTI2;

  private boolean isFirst() {
    return this == NIFTI1;
  }

  /** Whether the mark of a single-file image stands where it must. */
  boolean hasMagic(ByteBuffer h) {
    int at = isFirst() ? 344 : 4;
    return h.get(at) == 'n'
        && h.get(at + 1) == '+'
        && h.get(at + 2) == (isFirst() ? '1' : '2')
        && h.get(at + 3) == 0;
  }

  /** {@code dim[d]}. */
  long dim(ByteBuffer h, int d) {
    return isFirst() ? h.getShort(40 + 2 * d) : h.getLong(16 + 8 * d);
  }

  /** {@code datatype}. */
  int dataType(ByteBuffer h) {
    return h.getShort(isFirst() ? 70 : 12);
  }

  /** {@code bitpix}. */
  int bitsPerVoxel(ByteBuffer h) {
    return h.getShort(isFirst() ? 72 : 14);
  }

  /** {@code pixdim[d]}. */
  double pixdim(ByteBuffer h, int d) {
    return isFirst() ? h.getFloat(76 + 4 * d) : h.getDouble(104 + 8 * d);
  }

  /** {@code vox_offset}, bytes. */
  double voxelOffset(ByteBuffer h) {
    return isFirst() ? h.getFloat(108) : h.getLong(168);
  }

  /** {@code scl_slope}. */
  double slope(ByteBuffer h) {
    return isFirst() ? h.getFloat(112) : h.getDouble(176);
  }

  /** {@code scl_inter}. */
  double intercept(ByteBuffer h) {
    return isFirst() ? h.getFloat(116) : h.getDouble(184);
  }

  /** {@code xyzt_units}. */
  int units(ByteBuffer h) {
    return isFirst() ? h.get(123) : h.getInt(500);
  }

  /** {@code qform_code}. */
  int qformCode(ByteBuffer h) {
    return isFirst() ? h.getShort(252) : h.getInt(344);
  }

  /** {@code sform_code}. */
  int sformCode(ByteBuffer h) {
    return isFirst() ? h.getShort(254) : h.getInt(348);
  }

  /** {@code quatern_b, c, d} (0 to 2) and {@code qoffset_x, y, z} (3 to 5). */
  double quaternion(ByteBuffer h, int i) {
    return isFirst() ? h.getFloat(256 + 4 * i) : h.getDouble(352 + 8 * i);
  }

  /** {@code srow_x, y, z}, twelve numbers. */
  double sform(ByteBuffer h, int i) {
    return isFirst() ? h.getFloat(280 + 4 * i) : h.getDouble(400 + 8 * i);
  }

  /** {@code intent_code}. */
  int intentCode(ByteBuffer h) {
    return isFirst() ? h.getShort(68) : h.getInt(504);
  }

  /** {@code intent_p1, p2, p3} (0 to 2). */
  double intentParameter(ByteBuffer h, int i) {
    return isFirst() ? h.getFloat(56 + 4 * i) : h.getDouble(80 + 8 * i);
  }

  /** Where the 16 bytes of {@code intent_name} begin. */
  int intentNameOffset() {
    return isFirst() ? 328 : 508;
  }
}
