package org.tacflow.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The orders of rows that a permutation test goes through, each known by its number alone.
 *
 * <p>Number 0 is the order of the rows as they stand. Rows move within their block only. When there
 * are no more distinct orders than asked for, all are enumerated; else each is drawn from the key
 * and its number, so that any part of the test can be computed anywhere. Immutable.
 */
public final class PermutationOrders implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[][] blocks;
  private final int rows;
  private final int count;
  private final boolean exact;
  private final String key;

  private PermutationOrders(int[][] blocks, int rows, int count, boolean exact, String key) {
    this.blocks = blocks;
    this.rows = rows;
    this.count = count;
    this.exact = exact;
    this.key = key;
  }

  /**
   * The orders of some rows.
   *
   * @param block factor within whose levels rows are exchangeable, null for all rows
   * @param permutations random orders to draw beside the order as it stands, at least 1
   * @param key what random orders depend on
   */
  static PermutationOrders of(Observations rows, String block, int permutations, String key) {
    if (permutations < 1) {
      throw new IllegalArgumentException(
          "Invalid permutations: " + permutations + " (must be >= 1)");
    }
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String label = block == null ? "" : rows.factor(block).get(i);
      members.computeIfAbsent(label, l -> new ArrayList<>()).add(i);
    }
    int[][] blocks =
        members.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    double distinct = 1;
    for (int[] one : blocks) {
      for (int i = 2; i <= one.length && distinct <= permutations; i++) {
        distinct *= i;
      }
    }
    boolean exact = distinct <= permutations;
    return new PermutationOrders(
        blocks, rows.size(), exact ? (int) distinct : permutations + 1, exact, key);
  }

  /** Number of orders, the one as it stands included. */
  public int count() {
    return count;
  }

  /** Whether these are all distinct orders. */
  public boolean exact() {
    return exact;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Whether every order leaves these values as they are: they are equal within each block. */
  boolean keeps(double[] values, double tolerance) {
    for (int[] block : blocks) {
      for (int row : block) {
        if (!(Math.abs(values[row] - values[block[0]]) <= tolerance)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Writes an order: the row that moves to each place.
   *
   * @param number 0 to {@link #count} - 1
   * @param order filled, one entry per row
   */
  void fill(int number, int[] order) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    if (exact) {
      enumerated(number, order);
    } else if (number > 0) {
      KeyedRandom random = new KeyedRandom(key + "/" + number);
      for (int[] block : blocks) {
        random.shuffle(order, block);
      }
    }
  }

  // The digits of the number in the factorial base say which of the rows left comes next.
  private void enumerated(int number, int[] order) {
    int rest = number;
    for (int[] block : blocks) {
      for (int at = 0; at < block.length; at++) {
        int left = block.length - at;
        int chosen = block[at + rest % left];
        rest /= left;
        int held = order[block[at]];
        order[block[at]] = order[chosen];
        order[chosen] = held;
      }
    }
  }
}
