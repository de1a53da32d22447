package org.tacflow.kinetics;

/**
 * A block of curves in tiles: values and running integrals, one frame after the other, in double
 * precision.
 *
 * <p>A tile's scratch memory stays in the processor's first-level cache. The integral up to the
 * first frame used is a {@link FrameSum}, found for a whole block at once since memory is read
 * fastest in long rows.
 */
final class CurveTiles {
  /**
   * Most curves in a tile. Not a power of two: rows of 4 KiB after one another would begin at like
   * places of their pages, and the processor takes a read for one of the write before it.
   */
  static final int SIZE = 384;

  private final FrameIntegral integration;
  private final int first;
  private final FrameSum early;
  private double[] start = {};
  private final double[] integral = new double[SIZE];
  private double[] value = new double[SIZE];
  private double[] last = new double[SIZE];
  private float[][] frames;
  private int size;
  private int from;
  private int count;

  /** For models that use the frames from {@code first} on. */
  CurveTiles(FrameIntegral integration, int first) {
    this.integration = integration;
    this.first = first;
    this.early = new FrameSum(integration.coefficients(first));
  }

  /** Takes the first {@code size} curves of a block, {@code [frame][curve]}. */
  void open(float[][] block, int size) {
    if (start.length < size) {
      start = new double[size];
    }
    early.apply(block, size, start);
    this.frames = block;
    this.size = size;
    this.from = 0;
    this.count = 0;
  }

  /** Moves to the next tile of the block; false behind the last. */
  boolean next() {
    from += count;
    count = Math.min(SIZE, size - from);
    return count > 0;
  }

  /** Moves to frame {@code f}: the first one used, or the one after the frame before. */
  void move(int f) {
    double[] spare = last;
    last = value;
    value = spare;
    widen(frames[f], from, value, count);
    if (f == first) {
      System.arraycopy(start, from, integral, 0, count);
    } else {
      advance(integral, integration.before(f), last, integration.here(f), value, count);
    }
  }

  /** The first curve of the tile. */
  int from() {
    return from;
  }

  /** How many curves the tile has. */
  int count() {
    return count;
  }

  /** Values in the frame moved to; another array after the next move. */
  double[] value() {
    return value;
  }

  /** Integrals up to the middle of the frame moved to, curve unit · min. */
  double[] integral() {
    return integral;
  }

  private static void widen(float[] row, int from, double[] value, int count) {
    for (int i = 0; i < count; i++) {
      value[i] = row[from + i];
    }
  }

  private static void advance(
      double[] integral, double a, double[] last, double b, double[] value, int count) {
    for (int i = 0; i < count; i++) {
      integral[i] += a * last[i] + b * value[i];
    }
  }
}
