package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.testing.LocalSpark;

/** How files are divided among tasks, by the number of partitions that Spark really reads. */
class FilePartsTest {
  // Random numbers do not compress: three files of 8 bytes a row.
  private static final long ROWS = 3L * 3_000_000;

  @Test
  void fileIsDividedForTheWorkAndNeverShared(@TempDir Path folder) {
    SparkSession spark = LocalSpark.session().newSession();
    String path = folder.resolve("rows").toString();
    spark.range(0, ROWS, 1, 3).select(functions.rand(1)).write().parquet(path);
    FileParts parts = new FileParts(spark);
    assertThat(tasks(spark, path)).as("a file a task").isEqualTo(3);
    int[] divided = {0};
    parts.divided(spark.read().parquet(path), () -> divided[0] = tasks(spark, path));
    // 24 MB a file in parts of at least 8 MiB, at most an eighth of a core's share.
    assertThat(divided[0]).isBetween(6, 9);
    assertThat(tasks(spark, path)).isEqualTo(3);
  }

  @Test
  void partsAreWholeAgainWhenTheWorkFails(@TempDir Path folder) {
    SparkSession spark = LocalSpark.session().newSession();
    FileParts parts = new FileParts(spark);
    String before = spark.conf().get("spark.sql.files.maxPartitionBytes");
    Dataset<Row> none = spark.range(0).toDF();
    assertThatThrownBy(
            () ->
                parts.divided(
                    none,
                    () -> {
                      assertThat(spark.conf().get("spark.sql.files.maxPartitionBytes"))
                          .isNotEqualTo(before);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(spark.conf().get("spark.sql.files.maxPartitionBytes")).isEqualTo(before);
  }

  private static int tasks(SparkSession spark, String path) {
    return spark.read().parquet(path).rdd().getNumPartitions();
  }
}
