package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.stats.Reliability;
import org.tacflow.tables.Tables;

/** Repeated scans by hand; a reference region that differs between groups and one that does not. */
class RetestAndReferenceTest {
  @TempDir Path folder;

  @Test
  void repeatabilityIsThatOfTheFirstTwoScans() throws IOException {
    CohortTables tables = new CohortTables();
    double[][] values = {{2, 2.2}, {3, 2.9}, {4, 4.4}, {5, 5}, {6, 5.6}};
    for (int i = 0; i < values.length; i++) {
      String id = "sub-" + i;
      CohortTables.Person person =
          new CohortTables.Person(id, "HC", null, "A", 50.0, "male", "HAB");
      // The third scan, made in another condition, must not count.
      for (int s = 0; s < 3; s++) {
        String scan = id + "_ses-" + (s + 1);
        tables.scan(scan, person);
        tables.outcome(scan, id, "thalamus", s < 2 ? values[i][s] : 0.5);
      }
    }
    tables.scan(
        "sub-9_ses-1", new CohortTables.Person("sub-9", "HC", null, "A", 1.0, "male", "HAB"));
    tables.outcome("sub-9_ses-1", "sub-9", "thalamus", 99.0);
    Row row =
        CohortTables.row(tables.run(folder, "", 0, new TestRetest()), Tables.TEST_RETEST, "true");
    assertThat(row.<Integer>getAs("n")).isEqualTo(5);
    // Differences -0.2, 0.1, -0.4, 0, 0.4: squares sum to 0.37, so SEM = sqrt(0.37/10).
    assertThat(row.<Double>getAs("sem")).isCloseTo(Math.sqrt(0.037), within(1e-12));
    assertThat(row.<Double>getAs("mean")).isCloseTo(4.01, within(1e-12));
    double variability = (20 / 2.1 + 10 / 2.95 + 40 / 4.2 + 0 + 40 / 5.8) / 5;
    assertThat(row.<Double>getAs("absolute_variability")).isCloseTo(variability, within(1e-10));
    assertThat(row.<Double>getAs("icc")).isCloseTo(Reliability.oneWay(values).icc(), within(1e-12));
    assertThat(row.<Double>getAs("icc")).isBetween(0.97, 0.999);
  }

  @Test
  void aReferenceThatDiffersIsFlaggedInTheContrast() throws IOException {
    for (boolean differs : new boolean[] {true, false}) {
      CohortTables tables = new CohortTables().withReference("cerebellum");
      for (int i = 0; i < 12; i++) {
        String id = "sub-%02d".formatted(i);
        String disease = i < 6 ? "HC" : "AD";
        tables.scan(id, new CohortTables.Person(id, disease, null, "A", 50.0, "male", "HAB"));
        double spread = (i % 6) * 0.1;
        tables.outcome(id, id, "thalamus", "2TCM", "BPND", 1 + spread);
        // Late frame: 4 kBq/mL in a person of 80 kg given 320 MBq is SUV 1.
        tables.curve(id, "cerebellum", 4 + spread + (differs && i >= 6 ? 2 : 0));
      }
      RunContext run =
          tables.run(
              folder.resolve("ref" + differs), "", 0, new CheckReferences(), new ContrastGroups());
      Row check = CohortTables.row(run, Tables.REFERENCE_CHECK, "disease = 'AD'");
      assertThat(check.<Boolean>getAs("differs")).isEqualTo(differs);
      // 2 kBq/mL times 80 kg over 320 MBq.
      assertThat(check.<Double>getAs("difference")).isCloseTo(differs ? 0.5 : 0, within(1e-12));
      Row welch = CohortTables.row(run, Tables.GROUP_CONTRASTS, "method = 'welch'");
      List<String> flags = welch.getList(welch.fieldIndex("flags"));
      assertThat(flags.contains("reference_differs")).isEqualTo(differs);
    }
  }
}
