package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.tacflow.tables.columnar.ColumnarPart;
import org.tacflow.tables.columnar.ColumnarReader;

/** Numbers of all voxels of one scan, column by column, in the order of their index. */
final class ScanColumns {
  private final List<Block> blocks;
  private final double[][] numbers;

  /** A row group: the voxels of a file are in order, and so are its row groups. */
  private record Block(int first, String[] regions, double[][] numbers) {}

  private ScanColumns(List<Block> blocks, int columns) {
    this.blocks = blocks;
    int voxels = blocks.stream().mapToInt(block -> block.regions().length).sum();
    numbers = new double[columns][];
    for (int c = 0; c < columns; c++) {
      numbers[c] = new double[voxels];
      int at = 0;
      for (Block block : blocks) {
        System.arraycopy(block.numbers()[c], 0, numbers[c], at, block.regions().length);
        at += block.regions().length;
        // A column at a time: memory never holds everything twice.
        block.numbers()[c] = null;
      }
    }
  }

  /**
   * Reads files of one scan, each with a range of its voxels.
   *
   * @param columns names of columns of numbers
   */
  static ScanColumns read(
      List<ColumnarPart> files, List<String> columns, Configuration configuration)
      throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (ColumnarPart file : files) {
      try (ColumnarReader reader = new ColumnarReader(file, configuration)) {
        while (reader.next()) {
          double[][] numbers = new double[columns.size()][];
          for (int c = 0; c < numbers.length; c++) {
            numbers[c] = reader.numbers(columns.get(c));
          }
          blocks.add(new Block(reader.integers("voxel")[0], reader.texts("region"), numbers));
        }
      }
    }
    blocks.sort(Comparator.comparingInt(Block::first));
    return new ScanColumns(blocks, columns.size());
  }

  /** The numbers of a column, NaN where there is none. */
  double[] numbers(int column) {
    return numbers[column];
  }

  /**
   * Places of the voxels of every target, rising.
   *
   * @param targets what the voxels of a region belong to, by its name; others belong to nothing
   */
  <T> Map<T, int[]> places(Map<String, List<T>> targets) {
    Map<T, IntStream.Builder> found = new LinkedHashMap<>();
    Map<String, List<IntStream.Builder>> byRegion = new HashMap<>();
    int at = 0;
    for (Block block : blocks) {
      String last = null;
      List<IntStream.Builder> own = List.of();
      for (String region : block.regions()) {
        // Neighbours mostly are of one region, by the same object.
        if (region != last) {
          last = region;
          own =
              region == null
                  ? List.of()
                  : byRegion.computeIfAbsent(region, name -> ofRegion(name, targets, found));
        }
        for (IntStream.Builder places : own) {
          places.add(at);
        }
        at++;
      }
    }
    Map<T, int[]> whole = new LinkedHashMap<>();
    found.forEach((target, places) -> whole.put(target, places.build().toArray()));
    return whole;
  }

  private static <T> List<IntStream.Builder> ofRegion(
      String region, Map<String, List<T>> targets, Map<T, IntStream.Builder> found) {
    return targets.getOrDefault(region, List.of()).stream()
        .map(target -> found.computeIfAbsent(target, key -> IntStream.builder()))
        .toList();
  }
}
