package org.tacflow.tables.columnar;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Lists of numbers of many rows, one behind the other; one that is null is empty.
 *
 * <p>Used again for the next row group: fresh megabytes would have to be cleared each time.
 */
public final class ListedNumbers {
  private static final int FIRST_ROOM = 1 << 10;

  private int[] begins = new int[0];
  private float[] numbers = new float[FIRST_ROOM];
  private int rows;
  private int count;

  /** Begins with so many rows to come. */
  void restart(int rowsToCome) {
    if (begins.length < rowsToCome + 1) {
      begins = new int[rowsToCome + 1];
    }
    rows = 0;
    count = 0;
  }

  /** All numbers. */
  public float[] numbers() {
    return numbers;
  }

  /** Place of the first number of a row. */
  public int begin(int row) {
    return begins[row];
  }

  /** How many numbers a row has. */
  public int length(int row) {
    return begins[row + 1] - begins[row];
  }

  /** Begins a row behind what is there and so many numbers that will be added. */
  void beginRow(int ahead) {
    begins[rows++] = count + ahead;
  }

  /** Makes room for so many numbers more. */
  void makeRoom(int more) {
    if (count + more > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, count + more));
    }
  }

  /** Adds a number; there is room. */
  void add(float number) {
    numbers[count++] = number;
  }

  /** Adds numbers; there is room. */
  void add(FloatBuffer more) {
    int length = more.remaining();
    more.get(numbers, count, length);
    count += length;
  }

  /** Ends the last row. */
  ListedNumbers whole() {
    begins[rows] = count;
    return this;
  }
}
