package org.tacflow.bids;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a NIfTI-1 or NIfTI-2 image, checked before any memory is taken for its data.
 *
 * <p>The affine is the sform when its code is positive, else the qform, else the voxel sizes alone;
 * metres and micrometres are brought to mm. A slope of 0 or one that is not finite means no
 * scaling.
 *
 * <p>Source of the layouts: {@code nifti1.h} and {@code nifti2.h} (https://nifti.nimh.nih.gov).
 *
 * @param grid voxel grid of one frame
 * @param frames number of frames, 1 for a 3-D image
 * @param type data type on disk
 * @param bigEndian byte order on disk
 * @param voxelOffset where the data begin, bytes
 * @param slope factor from the stored to the true value
 * @param intercept offset from the stored to the true value
 */
public record NiftiHeader(
    ImageGrid grid,
    int frames,
    NiftiType type,
    boolean bigEndian,
    long voxelOffset,
    double slope,
    double intercept)
    implements Serializable {
  /** Bytes of the longer of the two headers. */
  static final int LONGEST = 540;

  private static final int FIRST_BYTES = 348;
  private static final int MOST_FRAMES = 100_000;
  private static final long LARGEST_OFFSET = 64L << 20;

  /**
   * Reads the header of a file.
   *
   * @throws ScanException naming the file and what is wrong with it
   */
  public static NiftiHeader read(Storage storage, String path) throws ScanException {
    try (InputStream in = NiftiStream.open(storage, path)) {
      return parse(path, in.readNBytes(LONGEST));
    } catch (IOException e) {
      throw NiftiStream.unreadable(path, "its header", e);
    }
  }

  /**
   * Reads a header from the first bytes of an image.
   *
   * @param source what messages call it
   * @param bytes at least 348 bytes, or 540 for NIfTI-2
   */
  static NiftiHeader parse(String source, byte[] bytes) throws ScanException {
    if (bytes.length < FIRST_BYTES) {
      throw invalid(source, bytes.length + " bytes", "hold a header of 348 bytes or more");
    }
    ByteBuffer h = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int size = h.getInt(0);
    if (size != 348 && size != 540) {
      h.order(ByteOrder.BIG_ENDIAN);
      size = h.getInt(0);
    }
    NiftiLayout layout = size == 540 ? NiftiLayout.NIFTI2 : NiftiLayout.NIFTI1;
    if ((size != 348 && size != 540) || bytes.length < size || !layout.hasMagic(h)) {
      throw invalid(
          source,
          "header size " + h.order(ByteOrder.LITTLE_ENDIAN).getInt(0) + " or magic",
          "be a NIfTI-1 or NIfTI-2 image in a single file");
    }
    int[] dim = dims(source, layout, h);
    NiftiType type = NiftiType.ofCode(layout.dataType(h));
    if (type == null) {
      throw invalid(source, "data type " + layout.dataType(h), "be a real type, such as 16");
    }
    if (layout.bitsPerVoxel(h) != 8 * type.bytes()) {
      throw invalid(
          source,
          layout.bitsPerVoxel(h) + " bits per voxel",
          "be " + 8 * type.bytes() + " for " + type);
    }
    double offset = layout.voxelOffset(h);
    if (!(offset >= size && offset <= LARGEST_OFFSET) || offset != Math.rint(offset)) {
      throw invalid(source, "voxel offset " + offset, "be " + size + " to " + LARGEST_OFFSET);
    }
    ImageGrid grid;
    try {
      grid = ImageGrid.of(dim[1], dim[2], dim[3], NiftiAffine.of(layout, h));
    } catch (IllegalArgumentException e) {
      throw new ScanException("Invalid image " + source + ": " + e.getMessage(), e);
    }
    double slope = layout.slope(h);
    boolean scaled = Double.isFinite(slope) && slope != 0;
    double intercept = layout.intercept(h);
    return new NiftiHeader(
        grid,
        dim[4],
        type,
        h.order() == ByteOrder.BIG_ENDIAN,
        (long) offset,
        scaled ? slope : 1,
        scaled && Double.isFinite(intercept) ? intercept : 0);
  }

  // Number of axes, then five sizes; absent axes are 1.
  private static int[] dims(String source, NiftiLayout layout, ByteBuffer h) throws ScanException {
    long axes = layout.dim(h, 0);
    if (axes < 3 || axes > 7) {
      throw invalid(source, axes + " axes", "have 3 or 4 axes");
    }
    int[] dim = {(int) axes, 1, 1, 1, 1};
    for (int d = 1; d <= axes; d++) {
      long size = layout.dim(h, d);
      boolean right = d < 5 ? size >= 1 && size <= Integer.MAX_VALUE : size == 1;
      if (!right) {
        throw invalid(source, "size " + size + " of axis " + d, d < 5 ? "be positive" : "be 1");
      }
      if (d < 5) {
        dim[d] = (int) size;
      }
    }
    if (dim[4] > MOST_FRAMES) {
      throw invalid(source, dim[4] + " frames", "be at most " + MOST_FRAMES);
    }
    return dim;
  }

  private static ScanException invalid(String source, String what, String must) {
    return new ScanException(
        "Invalid image "
            + source
            + ": "
            + what
            + " (must "
            + must
            + "; convert or fetch it again)");
  }

  /** Throws unless the image has as many frames as the sidecar. */
  public void requireFrames(String path, int expected) throws ScanException {
    if (frames != expected) {
      throw new ScanException(
          "Invalid image "
              + path
              + ": "
              + frames
              + " frames (must be "
              + expected
              + " as in the sidecar)");
    }
  }
}
