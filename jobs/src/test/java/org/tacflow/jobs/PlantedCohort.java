package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.simulate.CohortSimulator;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.SimulationOptions;
import org.tacflow.simulate.SimulationOptions.Defects;
import org.tacflow.simulate.SimulationOptions.Output;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/** A simulated cohort with every defect of the recipe, from its scans to group contrasts. */
final class PlantedCohort {
  // By this seed and these sizes a genotype is missing, no other defect hits the person of site D,
  // and no site of MS has a genotype of its own, which would leave nothing to adjust for.
  private static final long SEED = 11;
  private static final Map<String, Integer> GROUPS =
      Map.of("HC", 12, "AD", 12, "PD:drug_naive_early", 12, "MS:RRMS", 16);

  private final Path folder;
  private final RunContext run;

  private PlantedCohort(Path folder, RunContext run) {
    this.folder = folder;
    this.run = run;
  }

  /** Leaves the table of fitted outcomes empty. */
  private static final class WithoutFits implements Job {
    @Override
    public String name() {
      return "summarize";
    }

    @Override
    public String purpose() {
      return "leave the outcomes empty";
    }

    @Override
    public void run(RunContext run) {
      run.draft().write(Tables.REGIONAL_OUTCOMES, run.empty(Tables.REGIONAL_OUTCOMES));
    }
  }

  /** Simulates into a folder and runs the jobs from scans to contrasts on true outcomes. */
  static PlantedCohort in(Path folder) throws IOException {
    Map<String, Integer> groups = new LinkedHashMap<>();
    Map<String, List<String>> tracers = new LinkedHashMap<>();
    for (String group : List.of("HC", "AD", "PD:drug_naive_early", "MS:RRMS")) {
      groups.put(group, GROUPS.get(group));
      tracers.put(group.replaceFirst(":.*", ""), List.of("PBR28"));
    }
    SimulationOptions options =
        SimulationOptions.of(CohortSize.SMOKE, folder.resolve("cohort").toString(), SEED)
            .withGroups(groups, tracers)
            .withOutput(Output.REGIONAL)
            .withDefects(Defects.PLANTED);
    CohortSimulator.of(options, Storage.local()).simulate((done, total) -> {});
    RunContext run = begin(folder, "covariates: [site]");
    run.runAndPublish(
        List.of(
            new IndexScans(),
            new WithoutFits(),
            new JoinCohort(),
            new DeriveMeasures(),
            new HarmoniseSites(),
            new CorrelateSeverity(),
            new ContrastGroups()));
    return new PlantedCohort(folder, run);
  }

  /** The data set. */
  Path data() {
    return folder.resolve("cohort");
  }

  /** Kind of defect to the people who have it, a person once for each time. */
  Map<String, List<String>> planted() throws IOException {
    DelimitedTable truth =
        DelimitedTable.read(Storage.local(), data() + "/derivatives/truth/defects.tsv");
    Map<String, List<String>> planted = new TreeMap<>();
    for (int row = 0; row < truth.size(); row++) {
      String person = truth.cell(row, "participant_id");
      planted.computeIfAbsent(truth.cell(row, "kind"), kind -> new ArrayList<>()).add(person);
    }
    return planted;
  }

  /** The true outcomes are imported: no noise of fits stands between a defect and its row. */
  private static RunContext begin(Path folder, String correlations) throws IOException {
    String yaml =
        """
        name: planted
        bids-dir: %1$s
        output-dir: %2$s
        clinical: {group-column: group, window-days: 500}
        measures:
          regional-values:
            - path: %1$s/derivatives/truth/regions.tsv
              tracer: PBR28
              outcome: VT
              session-column: session_id
              value-column: VT
            - path: %1$s/derivatives/truth/regions.tsv
              tracer: PBR28
              outcome: SUVR
              session-column: session_id
              value-column: SUVR
        correlations: {methods: [pearson], regions: [cerebellum, thalamus, midbrain, ventricles], %3$s}
        """
            .formatted(folder.resolve("cohort"), folder.resolve("out"), correlations);
    return begun(yaml);
  }

  /** A run of a configuration, without any job done. */
  static RunContext begun(String yaml) throws IOException {
    return Runs.begin(yaml, Map.of());
  }

  /** The rows of a table that a condition takes. */
  List<Row> rows(Table table, String where) {
    return CohortTables.rows(run, table, where);
  }

  /** The only row that a condition takes. */
  Row row(Table table, String where) {
    return CohortTables.row(run, table, where);
  }

  /** ComBat estimated on controls or on all, over the values of the run. */
  RunContext harmonised(String on) throws IOException {
    RunContext again = begin(folder, "harmonisation: parametric, harmonise-on: " + on);
    new HarmoniseSites().run(again);
    return again;
  }

  /** Fails unless the rows that a condition takes are those of these people. */
  void assertPeople(Table table, String where, List<String> people) {
    assertThat(rows(table, where))
        .as(where)
        .extracting(row -> row.<String>getAs("participant_id"))
        .containsExactlyInAnyOrderElementsOf(people);
  }
}
