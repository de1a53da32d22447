package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/** VT over the free fraction in plasma is a volume: it is correlated as VT is. */
class FreeFractionTest {
  @TempDir private Path folder;

  // With one fP for all, log(VT/fP) is log VT and a constant, so partial correlations are equal;
  // without the logarithm they differ, since these volumes grow by factors.
  @Test
  void aConstantFreeFractionChangesNoPartialCorrelation() throws IOException {
    CohortTables tables = new CohortTables();
    double[] volumes = {1, 1.7, 2.1, 5.5, 8.3, 13, 40, 33};
    for (int i = 0; i < volumes.length; i++) {
      String id = "sub-" + i;
      String genotype = i % 2 == 0 ? "HAB" : "MAB";
      tables.scan(id, new CohortTables.Person(id, "AD", null, "A", 60.0, "male", genotype));
      tables.score(id, id, "MMSE", 28 - 1.5 * i + (i % 3), -1);
      tables.outcome(id, id, "thalamus", volumes[i]);
      tables.outcome(id, id, "thalamus", "2TCM", "VTfP", volumes[i] / 0.05);
    }
    RunContext run =
        tables.run(
            folder,
            "outcomes: [VT, VTfP], adjustments: [genotype], methods: [pearson]",
            0,
            new CorrelateSeverity());
    List<Row> rows = CohortTables.rows(run, Tables.SEVERITY_CORRELATIONS, "r is not null");
    assertThat(rows).hasSize(2).allMatch(row -> "log".equals(row.getAs("transform")));
    assertThat(rows.get(0).<Double>getAs("r"))
        .isCloseTo(rows.get(1).<Double>getAs("r"), within(1e-12));
  }
}
