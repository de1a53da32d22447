package org.tacflow.bids;

import java.util.Locale;

/**
 * Refuses an image that the memory of this JVM cannot take, before any of it is taken.
 *
 * <p>A file of a few megabytes may hold gigabytes of zeros. The exception that follows from taking
 * them ends every task of an executor, not only the one of that scan.
 */
public final class ImageMemory {
  // Tasks share the memory: two images at this limit still leave room for what Spark itself needs.
  private static final double LARGEST_SHARE = 0.35;

  private ImageMemory() {}

  /**
   * Throws when an image needs more than 35 % of the largest heap.
   *
   * @param bytes what is to be held of it at once
   */
  public static void require(String path, long bytes) throws ScanException {
    require(path, bytes, Runtime.getRuntime().maxMemory());
  }

  /** As {@link #require(String, long)}, for a heap of a given size, bytes. */
  static void require(String path, long bytes, long heap) throws ScanException {
    double limit = LARGEST_SHARE * heap;
    if (bytes > limit) {
      throw new ScanException(
          String.format(
              Locale.ROOT,
              "Cannot hold image %s: it needs %.0f MB (must be at most %.0f of %.0f MB of memory;"
                  + " check its header, or give more by --executor-memory)",
              path,
              bytes / 1e6,
              limit / 1e6,
              heap / 1e6));
    }
  }
}
