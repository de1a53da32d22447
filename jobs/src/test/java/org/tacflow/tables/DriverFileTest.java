package org.tacflow.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tacflow.tables.columnar.WrittenFile;
import org.tacflow.testing.LocalSpark;

/**
 * Files of the driver are those that Spark would write: the same types, metadata and rows, for
 * every published table. Nothing is computed on the way: rows are compared without a tolerance.
 */
class DriverFileTest {
  private static final StructType TWO =
      new StructType().add("name", DataTypes.StringType).add("number", DataTypes.DoubleType);

  private final SparkSession spark = LocalSpark.session();
  @TempDir private Path out;

  static List<Table> tables() {
    return Tables.all();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void fileIsThatOfSpark(Table table) throws IOException {
    Random random = new Random(table.name().hashCode());
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < 20; r++) {
      rows.add(row(table.schema(), random));
    }
    DriverFile file = new DriverFile(spark, table.schema(), rows);
    List<WrittenFile> written = file.append(folder("driver"));
    spark
        .createDataFrame(rows, table.schema())
        .coalesce(1)
        .write()
        .options(ParquetOptions.of(table.schema(), new Configuration()))
        .parquet(folder("spark"));

    List<Row> bySpark = spark.read().parquet(folder("spark")).collectAsList();
    assertThat(spark.read().parquet(folder("driver")).collectAsList()).isEqualTo(bySpark);
    assertThat(file.rows()).isEqualTo(bySpark);
    assertThat(file.rows().get(0).schema()).isEqualTo(table.schema());

    ParquetMetadata own = footer("driver");
    ParquetMetadata theirs = footer("spark");
    assertThat(own.getFileMetaData())
        .usingRecursiveComparison()
        .isEqualTo(theirs.getFileMetaData());
    assertThat(own.getBlocks().get(0).getColumns().get(0).getCodec())
        .isEqualTo(theirs.getBlocks().get(0).getColumns().get(0).getCodec());
    assertThat(written.get(0).name()).isEqualTo(parquet("driver").getFileName().toString());
    assertThat(written.get(0).facts().rows()).isEqualTo(20);
    assertThat(file.bytes()).isEqualTo(Files.size(parquet("driver")));
  }

  @Test
  void withoutRowsTheColumnsAreThere() throws IOException {
    new DriverFile(spark, TWO, List.of()).append(folder("driver"));
    assertThat(spark.read().parquet(folder("driver")).count()).isZero();
    assertThat(spark.read().parquet(folder("driver")).schema()).isEqualTo(TWO);
  }

  @Test
  void ofAFailureNothingStays() {
    List<Row> rows = List.of(RowFactory.create("one", 1.0), RowFactory.create("two", "of a kind"));
    assertThatThrownBy(() -> new DriverFile(spark, TWO, rows).append(folder("driver")))
        .isInstanceOf(ClassCastException.class);
    assertThat(out.resolve("driver")).isEmptyDirectory();
  }

  /** A cell of every fourth place is null, where the schema lets it. */
  private static Row row(StructType schema, Random random) {
    Object[] cells = new Object[schema.size()];
    for (int c = 0; c < cells.length; c++) {
      StructField field = schema.fields()[c];
      boolean none = field.nullable() && random.nextInt(4) == 0;
      cells[c] = none ? null : value(field.dataType(), random);
    }
    return RowFactory.create(cells);
  }

  private static Object value(DataType type, Random random) {
    if (type instanceof ArrayType array) {
      int length = random.nextInt(4);
      if (DataTypes.DoubleType.equals(array.elementType()) && random.nextBoolean()) {
        return random.doubles(length).toArray();
      }
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        values.add(value(array.elementType(), random));
      }
      return values.toArray();
    }
    if (type instanceof MapType) {
      throw new IllegalArgumentException("Cannot make a value of " + type);
    }
    return switch (type.typeName()) {
      case "string" -> "text µ " + random.nextInt(5);
      case "double" -> random.nextGaussian();
      case "float" -> (float) random.nextGaussian();
      case "integer" -> random.nextInt();
      case "long" -> random.nextLong();
      case "boolean" -> random.nextBoolean();
      case "timestamp" -> Timestamp.from(java.time.Instant.ofEpochMilli(random.nextInt()));
      default -> throw new IllegalArgumentException("Cannot make a value of " + type);
    };
  }

  private String folder(String name) {
    return out.resolve(name).toString();
  }

  private Path parquet(String name) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private ParquetMetadata footer(String name) throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(parquet(name).toString());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, new Configuration()))) {
      return reader.getFooter();
    }
  }
}
