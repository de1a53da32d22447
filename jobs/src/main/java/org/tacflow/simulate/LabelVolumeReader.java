package org.tacflow.simulate;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.NiftiType;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;

/**
 * Reads the label image of a cohort's anatomy: 3-D NIfTI-1 with its {@code dseg.tsv}.
 *
 * <p>Either byte order, integer types up to 32 bits and 32-bit floats, with an sform. Layout:
 * {@code nifti1.h} (https://nifti.nimh.nih.gov/nifti-1).
 */
final class LabelVolumeReader {
  private static final int HEADER_BYTES = 348;
  private static final int MAX_VOXELS = 1 << 28;

  private LabelVolumeReader() {}

  /** Reads an image and the names of its labels. */
  static LabelVolume read(Storage storage, String image, String table) throws IOException {
    SortedMap<Integer, String> names = names(storage, table);
    try (InputStream file = storage.open(image);
        InputStream in = image.endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file) {
      ByteBuffer header = ByteBuffer.wrap(exactly(in, HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      if (header.getInt(0) != HEADER_BYTES) {
        header.order(ByteOrder.BIG_ENDIAN);
      }
      if (header.getInt(0) != HEADER_BYTES) {
        throw refused(image, "it is no NIfTI-1 file (convert it to .nii.gz)");
      }
      ImageGrid grid = grid(image, header);
      NiftiType type = NiftiType.ofCode(header.getShort(70));
      if (type == null || type.bytes() > 4) {
        throw refused(image, "data type code " + header.getShort(70) + " holds no labels");
      }
      in.skipNBytes(Math.max(0, (long) header.getFloat(108) - HEADER_BYTES));
      ByteBuffer voxels =
          ByteBuffer.wrap(exactly(in, grid.voxels() * type.bytes())).order(header.order());
      int[] labels = new int[grid.voxels()];
      for (int v = 0; v < labels.length; v++) {
        labels[v] = label(voxels, v, type);
      }
      return new LabelVolume(name(image), grid, labels, names);
    } catch (EOFException | ZipException e) {
      throw refused(image, "it is truncated or no gzip file (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      throw refused(image, e.getMessage());
    }
  }

  private static InputException refused(String image, String why) {
    return new InputException("Cannot read label image " + image + ": " + why);
  }

  private static SortedMap<Integer, String> names(Storage storage, String table)
      throws IOException {
    DelimitedTable rows = DelimitedTable.read(storage, table);
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int r = 0; r < rows.size(); r++) {
      double index = rows.number(r, "index");
      if (rows.cell(r, "name") == null || index != Math.rint(index)) {
        throw new InputException(
            "Invalid row "
                + (r + 1)
                + " of "
                + table
                + ": index "
                + rows.cell(r, "index")
                + ", name "
                + rows.cell(r, "name")
                + " (must be a whole number and a name)");
      }
      names.put((int) index, rows.cell(r, "name"));
    }
    return names;
  }

  private static ImageGrid grid(String image, ByteBuffer header) {
    short dimensions = header.getShort(40);
    int nx = header.getShort(42);
    int ny = header.getShort(44);
    int nz = header.getShort(46);
    boolean one = dimensions == 3 || (dimensions > 3 && header.getShort(48) == 1);
    if (!one || !((long) nx * ny * nz <= MAX_VOXELS) || !(nx > 0 && ny > 0 && nz > 0)) {
      throw refused(image, "it is no single 3-D volume of at most " + MAX_VOXELS + " voxels");
    }
    if (header.getShort(254) <= 0) {
      throw refused(image, "it has no sform (write one, for example with nifti_tool)");
    }
    double[] affine = new double[12];
    for (int a = 0; a < 12; a++) {
      affine[a] = header.getFloat(280 + 4 * a);
    }
    return ImageGrid.of(nx, ny, nz, affine);
  }

  private static int label(ByteBuffer voxels, int v, NiftiType type) {
    return switch (type) {
      case UINT8 -> voxels.get(v) & 0xff;
      case INT8 -> voxels.get(v);
      case INT16 -> voxels.getShort(2 * v);
      case UINT16 -> voxels.getShort(2 * v) & 0xffff;
      case INT32, UINT32 -> voxels.getInt(4 * v);
      case FLOAT32 -> Math.round(voxels.getFloat(4 * v));
      case FLOAT64, INT64, UINT64 -> throw new IllegalStateException(type.name());
    };
  }

  private static byte[] exactly(InputStream in, int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException(read.length + " of " + bytes + " bytes");
    }
    return read;
  }

  /** Name of the segmentation: the {@code seg} or {@code desc} entity of the file, else labels. */
  private static String name(String image) {
    String file = image.substring(image.lastIndexOf('/') + 1);
    for (String entity : new String[] {"seg-", "desc-"}) {
      for (String part : file.split("_")) {
        if (part.toLowerCase(Locale.ROOT).startsWith(entity)) {
          return part.substring(entity.length());
        }
      }
    }
    return "labels";
  }
}
