package org.tacflow.bids;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens image files, gunzipping {@code .gz}, and puts their failures into words. */
final class NiftiStream {
  private static final int BUFFER_BYTES = 1 << 16;

  // Deflate packs at most 1032 bytes into one (RFC 1951: 258 bytes in a match of 2 bits).
  private static final double MOST_DEFLATED = 1032;

  private NiftiStream() {}

  /** Opens an image; the caller closes it. */
  static InputStream open(Storage storage, String path) throws IOException {
    InputStream file = new BufferedInputStream(storage.open(path), BUFFER_BYTES);
    if (!path.toLowerCase(Locale.ROOT).endsWith(".gz")) {
      return file;
    }
    try {
      return new GZIPInputStream(new Unending(file), BUFFER_BYTES);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Throws when a file is too small to hold what its header claims, before memory is taken for it.
   */
  static void requireSize(Storage storage, String path, NiftiHeader header)
      throws IOException, ScanException {
    double claimed =
        header.voxelOffset()
            + (double) header.grid().voxels() * header.frames() * header.type().bytes();
    boolean gzip = path.toLowerCase(Locale.ROOT).endsWith(".gz");
    long size = storage.size(path);
    if (claimed > size * (gzip ? MOST_DEFLATED : 1)) {
      throw new ScanException(
          String.format(
              Locale.ROOT,
              "Cannot read image %s: its header claims %s voxels in %d frames, %.0f bytes, in a file"
                  + " of %d bytes: truncated or corrupt (fetch the file again)",
              path,
              header.grid().sizes(),
              header.frames(),
              claimed,
              size));
    }
  }

  /** The failure as a reason: truncated, not gzip, corrupt, missing. */
  static ScanException unreadable(String path, String where, IOException e) {
    String cause;
    if (e instanceof EOFException) {
      cause = "it ends within " + where + ": truncated (fetch the file again)";
    } else if (e instanceof ZipException
        && String.valueOf(e.getMessage()).contains("GZIP format")) {
      cause = "not gzip, although its name ends in .gz (rename or fetch the file again)";
    } else if (e instanceof ZipException) {
      cause = "corrupt gzip data in " + where + ": " + e.getMessage() + " (fetch the file again)";
    } else if (e instanceof FileNotFoundException) {
      cause = "no such file";
    } else {
      cause = e.getMessage();
    }
    return new ScanException("Cannot read image " + path + ": " + cause, e);
  }

  // GZIPInputStream looks for another member only where available() > 0, which streams of object
  // stores answer with 0 between two requests; it would take such an image for complete.
  private static final class Unending extends FilterInputStream {
    Unending(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
