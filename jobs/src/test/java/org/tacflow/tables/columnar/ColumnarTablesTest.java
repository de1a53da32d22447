package org.tacflow.tables.columnar;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.testing.LocalSpark;

/**
 * Files that are written by column hold what was given, for Spark, for our reader by columns and
 * for DuckDB, which shares no code with either writer. Values are compared bit by bit: nothing is
 * computed on the way.
 */
class ColumnarTablesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("name", DataTypes.StringType)
          .add("number", DataTypes.DoubleType)
          .add("curve", DataTypes.createArrayType(DataTypes.FloatType))
          .add("count", DataTypes.IntegerType);
  private static final double[] RARE = {
    Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
  };

  private final SparkSession spark = LocalSpark.session();
  @TempDir private Path out;

  /** Around the 4,096 rows of a page; 32,000 curves fill two row groups. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "1, 1",
    "4095, 0.1",
    "4096, 0",
    "4097, 0.5",
    "9000, 1",
    "32000, 0.02"
  })
  void everyReaderSeesWhatWasWritten(int rows, double nulls) throws Exception {
    List<Row> given = random(rows, nulls);
    ColumnarTables.append(rows(given, 2), folder());
    assertThat(bySpark(given.size())).isEqualTo(texts(given));
    assertThat(byDuckDb()).isEqualTo(texts(given));
    assertThat(byColumns(parquet(), 1)).isEqualTo(forColumns(given));
    assertThat(byColumns(parquet(), 3)).isEqualTo(forColumns(given));
  }

  /** What tasks tell of their files is what the footers tell a reader. */
  @Test
  void factsOfAFileAreThoseOfItsFooter() throws Exception {
    List<Row> given = new ArrayList<>();
    for (int row = 0; row < 32_000; row++) {
      String name = row < 16_000 || row > 31_000 ? "a" : "b";
      given.add(RowFactory.create(row, name, 1.0, new float[] {row}, 1));
    }
    List<WrittenFile> files = ColumnarTables.append(rows(given, 2), folder());
    assertThat(files.get(0).facts().constants()).containsExactly(Map.entry("name", "a"));
    assertThat(files.get(1).facts().constants()).isEmpty();
    for (WrittenFile file : files) {
      assertThat(file.facts().rows()).isEqualTo(16_000);
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder(), file.name());
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
        assertThat(FileFacts.of(reader.getFooter())).isEqualTo(file.facts());
      }
    }
  }

  /** A null among them: the text does not stand in all rows. */
  @Test
  void aTextWithANullIsNoConstant() {
    List<Row> given = List.of(RowFactory.create(1, "a", 1.0, null, 1), random(1, 1).get(0));
    assertThat(ColumnarTables.append(rows(given, 1), folder()).get(0).facts().constants())
        .isEmpty();
  }

  /** Files of earlier versions were written by Spark: pages that do not end at one row. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "30000, 0", "30000, 0.2"})
  void readerByColumnsReadsFilesOfSpark(int rows, double nulls) throws Exception {
    List<Row> given = random(rows, nulls);
    for (String dictionary : List.of("true", "false")) {
      rows(given, 2)
          .write()
          .mode("overwrite")
          .option("parquet.enable.dictionary", dictionary)
          .option("parquet.block.size", "1000000")
          .option("parquet.page.size", "20000")
          .parquet(folder());
      assertThat(byColumns(parquet(), 1)).isEqualTo(forColumns(given));
      assertThat(byColumns(parquet(), 7)).isEqualTo(forColumns(given));
    }
  }

  @Test
  void readerByColumnsNamesWhatIsMissing() throws Exception {
    ColumnarTables.append(rows(random(50, 0.5), 1), folder());
    Path file = parquet().get(0);
    ColumnarPart whole = new ColumnarPart(file.toString(), 0, Files.size(file));
    try (ColumnarReader reader = new ColumnarReader(whole, new Configuration())) {
      assertThat(reader.next()).isTrue();
      assertThatThrownBy(() -> reader.integers("voxel"))
          .hasMessageStartingWith("Cannot read " + file)
          .hasMessageEndingWith("no column voxel");
      assertThatThrownBy(() -> reader.integers("count")).hasMessageContaining("is null");
    }
  }

  /** Rows of all files, each read in so many parts. */
  private static List<String> byColumns(List<Path> files, int parts) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      long size = Files.size(file);
      for (int p = 0; p < parts; p++) {
        ColumnarPart part =
            new ColumnarPart(file.toString(), p * size / parts, (p + 1) * size / parts);
        try (ColumnarReader reader = new ColumnarReader(part, new Configuration())) {
          while (reader.next()) {
            addRows(reader, texts);
          }
        }
      }
    }
    return texts;
  }

  private static void addRows(ColumnarReader reader, List<String> texts) throws IOException {
    int[] ids = reader.integers("id");
    String[] names = reader.texts("name");
    ListedNumbers curves = reader.lists("curve");
    for (int row = 0; row < reader.rows(); row++) {
      float[] curve =
          Arrays.copyOfRange(
              curves.numbers(), curves.begin(row), curves.begin(row) + curves.length(row));
      texts.add(text(ids[row], names[row], curve));
    }
  }

  /** As a reader by columns gives it: no list is an empty one, a null in a list is NaN. */
  private static List<String> forColumns(List<Row> rows) {
    List<String> texts = new ArrayList<>();
    for (Row row : rows) {
      Float[] given = row.isNullAt(3) ? new Float[0] : (Float[]) row.get(3);
      float[] curve = new float[given.length];
      for (int f = 0; f < curve.length; f++) {
        curve[f] = given[f] == null ? Float.NaN : given[f];
      }
      texts.add(text(row.get(0), row.get(1), curve));
    }
    return texts;
  }

  /** Readers leave out row groups and pages by their least and greatest values. */
  @Test
  void filtersFindTheSameRowsAsWithoutStatistics() throws Exception {
    List<Row> given = new ArrayList<>();
    Random random = new Random(4);
    for (int id = 0; id < 30_000; id++) {
      // Pages of their own ranges, some of nulls only.
      Double number = id / 4096 % 3 == 1 ? null : id / 4096 + random.nextDouble();
      String name = id / 4096 % 4 == 2 ? null : "n" + id / 5000;
      given.add(RowFactory.create(id, name, number, null, id / 1000));
    }
    ColumnarTables.append(rows(given, 1), folder());
    for (String filter :
        List.of(
            "number > 5.9",
            "number < 0.001",
            "number is null and id > 20000",
            "name = 'n3'",
            "name > 'n4'",
            "name is null",
            "count = 17",
            "id between 4095 and 4097")) {
      Dataset<Row> memory = rows(given, 1).where(filter);
      long wanted = memory.count();
      assertThat(spark.read().parquet(folder()).where(filter).count())
          .as(filter)
          .isEqualTo(wanted)
          .isPositive();
      assertThat(duckDb("select count(*) from " + files() + " where " + filter))
          .as(filter)
          .containsExactly(String.valueOf(wanted));
    }
  }

  @Test
  void aSecondWriteAddsFiles() throws Exception {
    ColumnarTables.append(rows(random(10, 0), 1), folder());
    ColumnarTables.append(rows(random(20, 0), 3), folder());
    assertThat(spark.read().parquet(folder()).count()).isEqualTo(30);
    assertThat(parquet()).hasSize(4);
  }

  @Test
  void aTableWithoutRowsIsOneFileWithItsColumns() throws Exception {
    ColumnarTables.append(rows(List.of(), 3), folder());
    assertThat(parquet()).hasSize(1);
    assertThat(spark.read().parquet(folder()).schema().fieldNames())
        .containsExactly(SCHEMA.fieldNames());
  }

  @Test
  void aWriteThatFailsLeavesWhatWasThere() throws Exception {
    ColumnarTables.append(rows(random(10, 0), 1), folder());
    List<Path> before = parquet();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Dataset<Row> broken =
        spark.createDataFrame(
            context
                .parallelize(random(9000, 0), 2)
                .map(
                    row -> {
                      if (row.getInt(0) == 8999) {
                        throw new IOException("the disk is gone");
                      }
                      return row;
                    }),
            SCHEMA);
    assertThatThrownBy(() -> ColumnarTables.append(broken, folder()))
        .hasStackTraceContaining("the disk is gone");
    assertThat(parquet()).isEqualTo(before);
    assertThat(out.resolve("table").toFile().list()).noneMatch(name -> name.startsWith("_"));
  }

  /** As with a lost executor: two attempts of one task end, Spark accepts the second. */
  @Test
  void onlyTheAcceptedAttemptOfATaskIsKept() throws Exception {
    FolderWrite write = new FolderWrite(folder(), SCHEMA, "q");
    List<FolderWrite.Written> ended = new ArrayList<>();
    for (int attempt = 0; attempt < 2; attempt++) {
      ended.add(attempt(write, attempt, this::ids));
    }
    assertThatThrownBy(
            () ->
                attempt(
                    write,
                    2,
                    (given, rows) -> {
                      ids(given, rows);
                      throw new IOException("lost");
                    }))
        .hasMessage("lost");
    assertThat(spark.read().schema(SCHEMA).parquet(folder()).count()).isZero();
    write.commit(ended.subList(1, 2));
    assertThat(spark.read().parquet(folder()).select("id").collectAsList())
        .containsExactly(RowFactory.create(1));
  }

  /** An attempt of task 0, which is given its number. */
  private static FolderWrite.Written attempt(
      FolderWrite write, int number, ColumnarWork<Integer> work) throws IOException {
    return write.tasks().write(0, 70 + number, List.of(number).iterator(), work);
  }

  private void ids(Iterator<Integer> given, ColumnarFile rows) throws IOException {
    while (given.hasNext()) {
      rows.integer("id").add(given.next());
      rows.text("name").add("a");
      rows.number("number").addFinite(Double.NaN);
      rows.curve("curve").add(new float[0]);
      rows.integer("count").addNull();
      rows.endRow();
    }
  }

  @Test
  void aColumnThatIsForgottenIsTold() {
    FolderWrite write = new FolderWrite(folder(), SCHEMA, "q");
    assertThatThrownBy(
            () ->
                attempt(
                    write,
                    1,
                    (given, rows) -> {
                      rows.integer("id").add(given.next());
                      rows.endRow();
                    }))
        .hasMessage("Cannot end a page of 1 rows: column name has 0");
  }

  @Test
  void otherTypesAreRefusedByName() {
    assertThatThrownBy(
            () -> ColumnarTables.append(spark.range(3).select(col("id").as("day")), folder()))
        .hasStackTraceContaining("Cannot write column day of bigint (must be string, int");
  }

  private String folder() {
    return out.resolve("table").toString();
  }

  private String files() {
    return "read_parquet('" + folder() + "/*.parquet')";
  }

  private List<Path> parquet() throws IOException {
    try (Stream<Path> all = Files.list(out.resolve("table"))) {
      return all.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private Dataset<Row> rows(List<Row> rows, int partitions) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(context.parallelize(rows, partitions), SCHEMA);
  }

  private static List<Row> random(int rows, double nulls) {
    Random random = new Random(rows);
    List<Row> all = new ArrayList<>();
    for (int id = 0; id < rows; id++) {
      double number =
          random.nextInt(100) == 0 ? RARE[random.nextInt(RARE.length)] : random.nextGaussian();
      Float[] curve = new Float[random.nextInt(20) == 0 ? random.nextInt(50) : 38];
      for (int f = 0; f < curve.length; f++) {
        curve[f] = random.nextDouble() < nulls / 10 ? null : (float) random.nextGaussian();
      }
      String name = random.nextInt(9) == 0 ? "" : "Région " + random.nextInt(1 + id / 50);
      all.add(
          RowFactory.create(
              id,
              random.nextDouble() < nulls ? null : name,
              random.nextDouble() < nulls ? null : number,
              random.nextDouble() < nulls ? null : curve,
              random.nextDouble() < nulls ? null : random.nextInt()));
    }
    return all;
  }

  private static List<String> texts(List<Row> rows) {
    List<String> texts = new ArrayList<>();
    for (Row row : rows) {
      Float[] curve = row.isNullAt(3) ? null : (Float[]) row.get(3);
      texts.add(text(row.get(0), row.get(1), row.get(2), curve, row.get(4)));
    }
    return texts;
  }

  /** Shortest decimal texts, which differ where the bits differ (but for NaN). */
  private static String text(Object... values) {
    return Arrays.deepToString(values);
  }

  private List<String> bySpark(int rows) {
    List<String> texts = new ArrayList<>();
    for (Row row : spark.read().parquet(folder()).orderBy("id").collectAsList()) {
      Float[] curve = row.isNullAt(3) ? null : row.<Float>getList(3).toArray(new Float[0]);
      texts.add(text(row.get(0), row.get(1), row.get(2), curve, row.get(4)));
    }
    assertThat(texts).hasSize(rows);
    return texts;
  }

  private List<String> byDuckDb() throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from " + files() + " order by id")) {
      while (row.next()) {
        Array array = row.getArray(4);
        Object[] curve = array == null ? null : (Object[]) array.getArray();
        texts.add(
            text(row.getObject(1), row.getObject(2), row.getObject(3), curve, row.getObject(5)));
      }
    }
    return texts;
  }

  private List<String> duckDb(String query) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
