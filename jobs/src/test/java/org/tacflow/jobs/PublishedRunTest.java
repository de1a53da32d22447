package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.CohortConfig;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.tables.RunDraft;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;
import org.tacflow.udf.FitFunctions;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContexts;

/**
 * What analysts do with a published run: the statements of the README, as they stand there.
 *
 * <p>DuckDB is the foreign reader: it shares no code with Spark.
 */
class PublishedRunTest {
  @TempDir private static Path folder;

  private static Path out;
  private static PublishedTables tables;
  private static SparkSession spark;

  @BeforeAll
  static void publish() throws IOException {
    SmallCohort cohort = SmallCohort.images(folder.resolve("cohort"), 2, 3);
    out = folder.resolve("out");
    Runs.run(SmallCohort.CONFIG, out, Map.of("bids-dir", cohort.folder().toString()));
    spark = LocalSpark.session();
    // A job that ran alone publishes its own tables in its folder and carries over the others.
    RunDraft alone = RunStore.of(spark, out.toString()).begin("later", "settings");
    alone.write(Tables.CLINICAL_SCORES, alone.tables().read(Tables.CLINICAL_SCORES));
    alone.attach(ConfigFile.NAME, RunStore.of(spark, out.toString()).attachment(ConfigFile.NAME));
    alone.publish("test");
    tables = PublishedTables.in(out);
    PublishedFunctions.register(spark, out.toString());
  }

  @Test
  void theFitFunctionOfTheReadmeGivesTheVoxelFitsToTheBit() throws IOException {
    String statement = readme("spark\\.sql\\(\"(SELECT[^\"]*)\"\\)");
    assertThat(statement).contains("tacflow_logan(scan, tac)");
    List<Row> mine = spark.sql(statement).orderBy("scan", "voxel").collectAsList();
    List<Row> published =
        tables
            .read(Tables.VOXEL_FITS)
            .where("model = 'Logan'")
            .select("scan", "voxel", "VT")
            .orderBy("scan", "voxel")
            .collectAsList();
    assertThat(published).hasSizeGreaterThan(5000);
    assertThat(published.stream().filter(row -> !row.isNullAt(2)).count()).isGreaterThan(4000);
    // Row compares doubles by their bits, but for the two zeros.
    assertThat(mine).isEqualTo(published);
  }

  @Test
  void aFilterBehindTheFitDoesNotFitTwice() throws IOException {
    LongAccumulator fits = spark.sparkContext().longAccumulator("fits");
    RunTables published = RunStore.of(spark, out.toString()).published();
    CohortConfig config =
        ConfigFile.ofJson(RunStore.of(spark, out.toString()).attachment(ConfigFile.NAME));
    Broadcast<ScanContexts> contexts = ContextReader.broadcast(spark, published, config);
    CountingModel model =
        new CountingModel(ModelCatalogue.create("Logan", config.models().get(0).settings()), fits);
    FitFunctions.register(spark, List.of(new ModelEntry("counted", model, "")), contexts);
    String query =
        "SELECT scan, voxel, fit.VT FROM"
            + " (SELECT scan, voxel, tacflow_counted(scan, tac) AS fit FROM voxel_tacs)";
    long voxels = tables.read(Tables.VOXEL_TACS).count();
    spark.sql(query).collectAsList();
    assertThat(fits.value()).isEqualTo(voxels);
    fits.reset();
    String filter = " WHERE fit.status = 'converged' AND fit.VT > 0 AND fit.VT_se >= 0";
    assertThat(spark.sql(query + filter).collectAsList()).isNotEmpty();
    assertThat(fits.value()).isEqualTo(voxels);

    // Asked for twice, it is called twice: the count would show a copy.
    fits.reset();
    spark
        .sql(
            "SELECT tacflow_counted(scan, tac) AS one, tacflow_counted(scan, tac) AS two"
                + " FROM voxel_tacs")
        .collectAsList();
    assertThat(fits.value()).isEqualTo(2 * voxels);
  }

  @Test
  void duckDbAnswersTheQuestionOfTheReadme() throws Exception {
    String sql = readme("(?s)```sql\n(.*?)```");
    TreeMap<String, Double> expected = new TreeMap<>();
    tables.read(Tables.REGIONAL_OUTCOMES).createOrReplaceTempView("o");
    tables.read(Tables.COHORT).createOrReplaceTempView("c");
    for (Row row :
        spark
            .sql(
                "SELECT c.genotype, o.model, o.estimate, o.region, o.is_group, median(o.value)"
                    + " FROM o JOIN c ON o.scan = c.scan WHERE o.outcome = 'VT'"
                    + " GROUP BY ALL")
            .collectAsList()) {
      expected.put(row.mkString("/").replaceFirst("/[^/]*$", ""), row.getDouble(5));
    }
    assertThat(expected).hasSizeGreaterThan(20);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      // From within the output folder, as the README says.
      statement.execute("SET file_search_path = '" + out + "'");
      String[] parts = sql.replaceAll("(?m)^--.*$", "").strip().replaceAll(";$", "").split(";");
      for (int p = 0; p < parts.length - 1; p++) {
        statement.execute(parts[p]);
      }
      int rows = 0;
      try (ResultSet answer = statement.executeQuery(parts[parts.length - 1])) {
        while (answer.next()) {
          String key =
              String.join(
                  "/",
                  String.valueOf(answer.getString(1)),
                  answer.getString(2),
                  answer.getString(3),
                  answer.getString(4),
                  answer.getString(5));
          assertThat(expected).containsKey(key);
          // A median of an even number is a mean of two, rounded by either program.
          assertThat(answer.getDouble(6)).isCloseTo(expected.get(key), within(1e-12));
          rows++;
        }
      }
      assertThat(rows).isEqualTo(expected.size());
    }
  }

  @Test
  void theViewsOfARunHoldAllItsTables() throws Exception {
    String run = Files.readString(out.resolve("_CURRENT")).strip();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET file_search_path = '" + out + "'");
      for (String view : Files.readString(out.resolve(run).resolve("views.sql")).split(";\n")) {
        statement.execute(view);
      }
      for (Table table : Tables.all()) {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
          count.next();
          assertThat(count.getLong(1)).as(table.name()).isEqualTo(tables.read(table).count());
        }
      }
    }
  }

  /** The one passage of the README that a pattern catches. */
  private static String readme(String pattern) throws IOException {
    Matcher matcher =
        Pattern.compile(pattern).matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
