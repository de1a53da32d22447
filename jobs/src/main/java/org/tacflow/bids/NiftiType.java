package org.tacflow.bids;

/**
 * A real data type of NIfTI, with its code and its width.
 *
 * <p>Codes as in the NIfTI-1 standard, {@code nifti1.h} (https://nifti.nimh.nih.gov/nifti-1).
 */
public enum NiftiType {
  /** Unsigned, 8 bits. */
  UINT8(2, 1),
  /** Signed, 16 bits. */
  INT16(4, 2),
  /** Signed, 32 bits. */
  INT32(8, 4),
  /** IEEE 754, 32 bits. */
  FLOAT32(16, 4),
  /** IEEE 754, 64 bits. */
  FLOAT64(64, 8),
  /** Signed, 8 bits. */
  INT8(256, 1),
  /** Unsigned, 16 bits. */
  UINT16(512, 2),
  /** Unsigned, 32 bits. */
  UINT32(768, 4),
  /** Signed, 64 bits. */
  INT64(1024, 8),
  /** Unsigned, 64 bits. */
  UINT64(1280, 8);

  private final int code;
  private final int bytes;

  NiftiType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The number that stands in the header. */
  public int code() {
    return code;
  }

  /** Bytes of one voxel. */
  public int bytes() {
    return bytes;
  }

  /** Whether it holds whole numbers only. */
  public boolean isInteger() {
    return this != FLOAT32 && this != FLOAT64;
  }

  /** The type of a code, or null when it is none of the real types. */
  public static NiftiType ofCode(int code) {
    for (NiftiType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
