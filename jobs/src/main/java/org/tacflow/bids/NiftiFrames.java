package org.tacflow.bids;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Streams an image frame by frame and keeps chosen voxels only.
 *
 * <p>Never holds more than one buffer of 64 KiB beside what the caller keeps. Values are scaled
 * ({@code stored × slope + intercept}) in double and rounded to float. Not for two threads.
 */
public final class NiftiFrames implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long LONGEST_PADDING = 1 << 20;

  private final String path;
  private final NiftiHeader header;
  private final InputStream in;
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final ByteBuffer buffer;
  private int next;

  private NiftiFrames(String path, NiftiHeader header, InputStream in) {
    this.path = path;
    this.header = header;
    this.in = in;
    this.buffer =
        ByteBuffer.wrap(bytes)
            .order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Opens an image at its first frame.
   *
   * @throws ScanException naming the file and what is wrong with it
   */
  public static NiftiFrames open(Storage storage, String path) throws ScanException {
    InputStream in = null;
    try {
      in = NiftiStream.open(storage, path);
      byte[] first = in.readNBytes(NiftiHeader.LONGEST);
      NiftiHeader header = NiftiHeader.parse(path, first);
      NiftiStream.requireSize(storage, path, header);
      NiftiFrames frames = new NiftiFrames(path, header, rewound(in, first, header.voxelOffset()));
      in = null;
      return frames;
    } catch (IOException e) {
      throw NiftiStream.unreadable(path, "its header", e);
    } finally {
      closeQuietly(in);
    }
  }

  // The header of version 1 is shorter than what was read: the rest goes back in front.
  private static InputStream rewound(InputStream in, byte[] first, long offset) throws IOException {
    if (offset >= first.length) {
      in.skipNBytes(offset - first.length);
      return in;
    }
    java.io.PushbackInputStream back = new java.io.PushbackInputStream(in, first.length);
    back.unread(first, (int) offset, first.length - (int) offset);
    return back;
  }

  private static void closeQuietly(InputStream in) {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        // The reason to report is the one that led here.
        return;
      }
    }
  }

  /** The header of the image. */
  public NiftiHeader header() {
    return header;
  }

  /**
   * Reads the next frame.
   *
   * @param kept voxel indices to keep, increasing
   * @param values filled with one value per kept voxel
   * @return false when there is no further frame; the end of the file was then checked too
   */
  public boolean next(int[] kept, float[] values) throws ScanException {
    if (values.length != kept.length) {
      throw new IllegalArgumentException(
          "Invalid buffer: " + values.length + " values (must be " + kept.length + ")");
    }
    try {
      if (next == header.frames()) {
        drain();
        return false;
      }
      readFrame(kept, values);
      next++;
      return true;
    } catch (IOException e) {
      String where =
          next < header.frames() ? "frame " + next + " of " + header.frames() : "its end";
      throw NiftiStream.unreadable(path, where, e);
    }
  }

  // Only the end of a gzip stream has the checksum of what was read. Some programs pad their files;
  // a stream that goes on for longer is a bomb or another image.
  private void drain() throws IOException {
    long rest = 0;
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      rest += n;
      if (rest > LONGEST_PADDING) {
        throw new IOException(
            "it goes on for more than "
                + LONGEST_PADDING
                + " bytes behind the "
                + header.frames()
                + " frames of its header (fetch the file again)");
      }
    }
  }

  private void readFrame(int[] kept, float[] values) throws IOException {
    int voxels = header.grid().voxels();
    int width = header.type().bytes();
    int chunk = BUFFER_BYTES / width;
    int from = 0;
    for (int first = 0; first < voxels; first += chunk) {
      int count = Math.min(chunk, voxels - first);
      if (in.readNBytes(bytes, 0, count * width) < count * width) {
        throw new EOFException();
      }
      int to = from;
      while (to < kept.length && kept[to] < first + count) {
        to++;
      }
      if (to > from) {
        VoxelDecoder.decode(header, buffer, kept, from, to, first, values);
      }
      from = to;
    }
    if (from < kept.length) {
      throw new IllegalArgumentException(
          "Invalid voxel index: " + kept[from] + " (must be below " + voxels + " and increasing)");
    }
  }

  /** All frames of the kept voxels, {@code [frame][kept]}. */
  public static float[][] read(Storage storage, String path, int[] kept) throws ScanException {
    NiftiFrames frames = open(storage, path);
    try {
      ImageMemory.require(path, 4L * kept.length * frames.header.frames());
      float[][] values = new float[frames.header.frames()][];
      for (int f = 0; f < values.length; f++) {
        values[f] = new float[kept.length];
        frames.next(kept, values[f]);
      }
      frames.next(kept, new float[kept.length]);
      return values;
    } finally {
      closeQuietly(frames.in);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
