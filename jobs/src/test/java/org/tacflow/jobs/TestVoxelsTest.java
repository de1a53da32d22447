package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.NiftiFrames;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;
import org.tacflow.tables.Tables;
import org.tacflow.testing.SharedData;

class TestVoxelsTest {
  private static final ImageGrid GRID =
      ImageGrid.of(4, 4, 4, new double[] {-3, 0, 0, 10, 0, 3, 0, 20, 0, 0, 3, 30});

  @TempDir Path folder;

  @Test
  void everyVoxelHasTheCorrelationOfTheRegionThatItHolds() throws IOException {
    // Voxels 0 to 31 hold the parietal value of the golden cohort, the others the cerebellar one.
    String golden = SharedData.path("domain/stats_golden_cohort.tsv").toString();
    DelimitedTable people = DelimitedTable.read(Storage.local(), golden);
    StringBuilder table = new StringBuilder("participant_id\tmap\tmodel\toutcome\n");
    List<String> incomplete = new ArrayList<>();
    for (int row = 0; row < people.size(); row++) {
      double parietal = people.number(row, "vt_parietal");
      double cerebellum = people.number(row, "vt_cerebellum");
      String id = people.cell(row, "participant_id");
      if (Double.isNaN(parietal + cerebellum)) {
        incomplete.add(id);
        continue;
      }
      float[] map = new float[GRID.voxels()];
      for (int v = 0; v < map.length; v++) {
        map[v] = (float) (v < 32 ? parietal : cerebellum);
      }
      NiftiWriter.writeMap(Storage.local(), folder + "/" + id + ".nii.gz", GRID, map);
      table.append(id).append('\t').append(id).append(".nii.gz\t2TCM\tVT\n");
    }
    Path maps = Files.writeString(folder.resolve("maps.tsv"), table);
    RunContext run =
        CohortTables.golden(incomplete.toArray(String[]::new))
            .settings(
                """
                voxelwise:
                  maps: %s
                  permutations: 50
                  tests:
                    - {name: mmse, disease: AD, scale: MMSE}
                """
                    .formatted(maps))
            .run(
                folder.resolve("out"),
                "covariates: [age]",
                0,
                new CorrelateSeverity(),
                new TestVoxels());
    for (String region : List.of("parietal", "cerebellum")) {
      Row expected =
          CohortTables.row(
              run,
              Tables.SEVERITY_CORRELATIONS,
              "disease = 'AD' and scale = 'MMSE' and method = 'pearson'"
                  + " and adjustment = 'genotype' and region = '"
                  + region
                  + "'");
      List<Row> voxels =
          CohortTables.rows(
              run,
              Tables.VOXELWISE_RESULTS,
              region.equals("parietal") ? "voxel < 32" : "voxel >= 32");
      // Maps are floats, so r agrees to 1e-6.
      assertThat(voxels).hasSize(32);
      for (Row voxel : voxels) {
        assertThat(voxel.<Double>getAs("r")).isCloseTo(expected.<Double>getAs("r"), within(1e-6));
        assertThat(voxel.<Double>getAs("t")).isCloseTo(expected.<Double>getAs("t"), within(1e-5));
      }
      assertThat(CohortTables.row(run, Tables.VOXELWISE_TESTS, "true").<Integer>getAs("n"))
          .isEqualTo(expected.<Integer>getAs("n"));
    }
  }

  @Test
  void plantedBlobComesBackInTablesAndImages() throws Exception {
    RunContext run =
        planted(
            """
                - {name: few, disease: PD, comparator: HC}
                - {name: noscore, disease: AD, scale: MMSE}
            """,
            "");
    assertThat(
            CohortTables.row(run, Tables.VOXELWISE_TESTS, "test = 'few'").<String>getAs("status"))
        .isEqualTo("n = 0 and 11 (must be >= 5 each)");
    Row noScore = CohortTables.row(run, Tables.VOXELWISE_TESTS, "test = 'noscore'");
    assertThat(noScore.<String>getAs("status")).isEqualTo("n = 0 (must be >= 5)");
    assertThat(noScore.<Integer>getAs("excluded_score")).isEqualTo(12);
    Row test = CohortTables.row(run, Tables.VOXELWISE_TESTS, "test = 'adhc'");
    assertThat(test.<String>getAs("status")).isEqualTo("ok");
    assertThat(test.<String>getAs("covariates")).isEqualTo("rs6971");
    assertThat(test.<Integer>getAs("n_group")).isEqualTo(12);
    assertThat(test.<Integer>getAs("n_comparator")).isEqualTo(11);
    assertThat(test.<Integer>getAs("excluded_lab")).isEqualTo(1);
    assertThat(test.<Integer>getAs("excluded_outcome")).isEqualTo(1);
    // Voxel 63 is missing in one map.
    assertThat(test.<Integer>getAs("voxels")).isEqualTo(63);
    assertThat(test.<Integer>getAs("voxels_left_out")).isEqualTo(1);
    List<Row> significant =
        CohortTables.rows(run, Tables.VOXELWISE_RESULTS, "test = 'adhc' and p_fwe_tfce <= 0.05");
    assertThat(significant).allMatch(row -> blob(row.<Integer>getAs("voxel")));
    assertThat(significant).hasSize(8);
    // The effect is 2 in patients, noise 0.3.
    assertThat(significant)
        .allSatisfy(row -> assertThat(row.<Double>getAs("effect")).isBetween(1.5, 2.5));
    Row cluster = CohortTables.row(run, Tables.VOXELWISE_CLUSTERS, "test = 'adhc' and cluster = 1");
    assertThat(cluster.<Integer>getAs("voxels")).isEqualTo(8);
    assertThat(cluster.<Double>getAs("volume")).isCloseTo(8 * 27, within(1e-6));
    int peak = cluster.getAs("voxel");
    assertThat(cluster.<Double>getAs("x")).isCloseTo(10 - 3 * (peak % 4), within(1e-9));
    assertThat(cluster.<Double>getAs("z")).isCloseTo(30 + 3 * (peak / 16), within(1e-9));
    String base = run.draft().path("voxelwise") + "/contrast-adhc_stat-t_statmap";
    float[] image = new float[64];
    try (NiftiFrames frames = NiftiFrames.open(Storage.local(), base + ".nii.gz")) {
      assertThat(frames.header().grid().difference(GRID)).isNull();
      frames.next(IntStream.range(0, 64).toArray(), image);
    }
    for (Row row : CohortTables.rows(run, Tables.VOXELWISE_RESULTS, "test = 'adhc'")) {
      assertThat(image[row.<Integer>getAs("voxel")])
          .isEqualTo((float) (double) row.<Double>getAs("t"));
    }
    assertThat(image[63]).isNaN();
    assertThat(Storage.local().readText(base + ".json", 100000)).contains("\"n\" : 23");
    assertThat(run.rejections().all())
        .extracting(Rejections.Rejection::reason)
        .containsExactly(
            "Cannot test map of adhc: sizes 2 x 4 x 4 and 4 x 4 x 4"
                + " (bring all maps into one grid)");
  }

  @Test
  void aTableOfMapsNeedsItsColumns() {
    assertThatThrownBy(() -> planted("", "map"))
        .isInstanceOf(InputException.class)
        .hasMessageMatching("Cannot read maps .*maps.tsv: no column map \\(add it\\)");
    CohortTables none =
        new CohortTables()
            .settings(
                "voxelwise: {maps: /nowhere.tsv, tests: [{name: a, disease: AD, scale: MMSE}]}");
    assertThatThrownBy(() -> none.run(folder.resolve("out"), "", 0, new TestVoxels()))
        .hasMessage("Cannot read maps /nowhere.tsv: there is no such file (check voxelwise.maps)");
  }

  private static CohortTables.Person person(String id, String disease, int i) {
    String genotype = i == 24 ? "LAB" : i % 3 == 0 ? "HAB" : "MAB";
    return new CohortTables.Person(
        id, disease, null, i % 4 < 2 ? "A" : "B", 60.0, "male", genotype);
  }

  /** 25 people with maps of noise, 2 higher in a blob of patients; one map in another grid. */
  private RunContext planted(String moreTests, String without) throws IOException {
    CohortTables tables = new CohortTables();
    Random random = new Random(9);
    StringBuilder table =
        new StringBuilder("participant_id\t" + (without.equals("map") ? "file" : "map") + "\n");
    for (int i = 0; i < 25; i++) {
      String id = "sub-%02d".formatted(i);
      boolean patient = i % 2 == 1;
      tables.scan(id, person(id, patient ? "AD" : "HC", i));
      boolean other = i == 22;
      ImageGrid grid = other ? ImageGrid.cubes(2, 4, 4, 3) : GRID;
      float[] map = new float[grid.voxels()];
      for (int v = 0; v < map.length; v++) {
        map[v] = (float) (5 + 0.3 * random.nextGaussian() + (patient && blob(v) ? 2 : 0));
      }
      map[map.length - 1] = i == 3 ? Float.NaN : map[map.length - 1];
      NiftiWriter.writeMap(Storage.local(), folder + "/" + id + ".nii.gz", grid, map);
      table.append(id).append('\t').append(id).append(".nii.gz\n");
    }
    Path maps = Files.writeString(folder.resolve("maps.tsv"), table);
    return tables
        .settings(
            "voxelwise:\n  maps: "
                + maps
                + "\n  permutations: 99\n  cluster-p: 0.0001\n"
                + "  tests:\n    - {name: adhc, tracer: PBR28, outcome: SUVR, disease: AD,"
                + " comparator: HC}\n"
                + moreTests)
        .run(folder.resolve("out"), "", 0, new TestVoxels());
  }

  /** A cube of 8 voxels at the origin of the grid. */
  private static boolean blob(int v) {
    return v % 4 < 2 && v / 4 % 4 < 2 && v / 16 < 2;
  }
}
