package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.columnar.ColumnarPart;
import org.tacflow.tables.columnar.ColumnarTables;
import org.tacflow.testing.LocalSpark;

/** Voxels come back in the order of their index, bit by bit, whatever the files were. */
class ScanColumnsTest {
  private static final int VOXELS = 9_001;
  private static final StructType SCHEMA =
      new StructType()
          .add("voxel", DataTypes.IntegerType)
          .add("region", DataTypes.StringType)
          .add("K1", DataTypes.DoubleType)
          .add("VT", DataTypes.DoubleType);
  private static final List<String> REGIONS = List.of("a", "b", "c");

  private final SparkSession spark = LocalSpark.session();
  private final List<ColumnarPart> files = new ArrayList<>();
  @TempDir private Path out;

  @BeforeEach
  void threeFilesTheLastOneFirst() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < VOXELS; i++) {
      rows.add(RowFactory.create(100 + 2 * i, region(i), k1(i), i % 7 == 0 ? null : -1.0 * i));
    }
    String folder = out.toString();
    for (int[] range : new int[][] {{5_000, VOXELS}, {0, 1}, {1, 5_000}}) {
      ColumnarTables.append(
              spark.createDataFrame(rows.subList(range[0], range[1]), SCHEMA).coalesce(1), folder)
          .forEach(
              file ->
                  files.add(
                      new ColumnarPart(out.resolve(file.name()).toString(), 0, Long.MAX_VALUE)));
    }
  }

  private static String region(int i) {
    return REGIONS.get(i / 50 % REGIONS.size());
  }

  private static double k1(int i) {
    return 1.0 / (1 + i);
  }

  private ScanColumns read(String... columns) throws IOException {
    return ScanColumns.read(files, List.of(columns), new Configuration());
  }

  @Test
  void numbersAreInTheOrderOfVoxels() throws IOException {
    ScanColumns voxels = read("VT", "K1");
    assertThat(voxels.numbers(0)).hasSize(VOXELS);
    for (int i = 0; i < VOXELS; i++) {
      assertThat(Double.valueOf(voxels.numbers(0)[i]))
          .isEqualTo(Double.valueOf(i % 7 == 0 ? Double.NaN : -1.0 * i));
      assertThat(voxels.numbers(1)[i]).isEqualTo(k1(i));
    }
  }

  /** A region is in two targets, one is in none. */
  @Test
  void everyTargetHasItsVoxels() throws IOException {
    Map<String, int[]> places =
        read("K1").places(Map.of("a", List.of("A"), "b", List.of("B", "AB"), "x", List.of("X")));
    assertThat(places).containsOnlyKeys("A", "B", "AB");
    List<Integer> ofB = new ArrayList<>();
    for (int i = 0; i < VOXELS; i++) {
      if (region(i).equals("b")) {
        ofB.add(i);
      }
    }
    assertThat(places.get("B")).containsExactly(ofB.stream().mapToInt(i -> i).toArray());
    assertThat(places.get("AB")).containsExactly(places.get("B"));
  }

  @Test
  void groupsMergeTheirRegionsInOrder() throws IOException {
    int[] both = read("K1").places(Map.of("a", List.of("G"), "b", List.of("G"))).get("G");
    assertThat(both).isSorted().hasSize(6_001);
  }

  @Test
  void aColumnThatIsMissingIsNamed() {
    assertThatThrownBy(() -> read("k2")).hasMessageContaining("no column k2");
  }
}
