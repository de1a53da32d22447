package org.tacflow.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.SharedData;

/** The tables that cohort statistics read, written by hand, in a run of their own. */
final class CohortTables {
  private final List<Row> cohort = new ArrayList<>();
  private final List<Row> scores = new ArrayList<>();
  private final List<Row> outcomes = new ArrayList<>();
  private final List<Row> scans = new ArrayList<>();
  private final List<Row> curves = new ArrayList<>();
  private final java.util.Map<String, String> sides = new java.util.HashMap<>();
  private String tracer = "PBR28";
  private String model = "model: 2TCM";
  private String reference;
  private String settings = "";
  private String bids = "none";
  private boolean groups;

  /** A person of the cohort. */
  record Person(
      String id,
      String disease,
      String subgroup,
      String site,
      Double age,
      String sex,
      String genotype) {}

  CohortTables tracer(String other) {
    this.tracer = other;
    return this;
  }

  /** Whether the regions to come are groups. */
  CohortTables groups(boolean others) {
    this.groups = others;
    return this;
  }

  /** The affected side of the person of the scans to come, null when unknown. */
  CohortTables sided(String person, String side) {
    sides.put(person, side);
    return this;
  }

  /** One scan of a person. */
  CohortTables scan(String scan, Person person) {
    return scan(scan, person, null);
  }

  /** One scan so many years after the person's first. */
  CohortTables scan(String scan, Person person, Double years) {
    cohort.add(
        new Cells(Tables.COHORT.schema())
            .put("scan", scan)
            .put("participant_id", person.id())
            .put("tracer", tracer)
            .put("disease", person.disease())
            .put("subgroup", person.subgroup())
            .put("site", person.site())
            .put("age", person.age())
            .put("sex", person.sex())
            .put("genotype", person.genotype())
            .put("genotype_status", person.genotype() == null ? "not_genotyped" : "known")
            .put("years", years)
            .put("affected_side", sides.get(person.id()))
            .put("status", "joined")
            .row());
    return this;
  }

  CohortTables score(String scan, String person, String scale, double score, int sign) {
    scores.add(
        new Cells(Tables.SCAN_SCORES.schema())
            .put("scan", scan)
            .put("participant_id", person)
            .put("scale", scale)
            .put("score", score)
            .put("severity", score * sign)
            .put("severity_sign", sign)
            .row());
    return this;
  }

  CohortTables outcome(String scan, String person, String region, Double value) {
    return outcome(scan, person, region, "2TCM", "VT", value);
  }

  CohortTables outcome(
      String scan, String person, String region, String model, String outcome, Double value) {
    return outcome(scan, person, region, model, outcome, value, null);
  }

  CohortTables outcome(
      String scan,
      String person,
      String region,
      String model,
      String outcome,
      Double value,
      Double error) {
    outcomes.add(
        new Cells(Tables.REGIONAL_OUTCOMES.schema())
            .put("scan", scan)
            .put("participant_id", person)
            .put("tracer", tracer)
            .put("parcellation", "dseg")
            .put("region", region)
            .put("is_group", groups)
            .put("model", model)
            .put("outcome", outcome)
            .put("unit", "mL/cm3")
            .put("estimate", "mean_tac")
            .put("value", value)
            .put("se", error)
            .put("status", "ok")
            .put("reference_region", reference)
            .put("settings_hash", "0123456789abcdef")
            .row());
    return this;
  }

  /** The entities of a scan. */
  CohortTables session(String scan, String person, String session) {
    scans.add(
        new Cells(Tables.SCANS.schema())
            .put("scan", scan)
            .put("participant_id", person)
            .put("session_id", session)
            .put("tracer", tracer)
            .put("status", "accepted")
            .row());
    return this;
  }

  /** More of the configuration. */
  CohortTables settings(String yaml) {
    this.settings = yaml;
    return this;
  }

  /** The data set of the configuration. */
  CohortTables bids(Path bids) {
    this.bids = bids.toString();
    return this;
  }

  /** A late frame of a region, 60 to 90 min, kBq/mL; the first frame holds another number. */
  CohortTables curve(String scan, String region, double late) {
    scans.add(
        new Cells(Tables.SCANS.schema())
            .put("scan", scan)
            .put("tracer", tracer)
            .put("frame_begin", new double[] {0, 60})
            .put("frame_end", new double[] {60, 90})
            .put("injected_activity", 320.0)
            .put("body_weight", 80.0)
            .row());
    curves.add(
        new Cells(Tables.REGIONAL_TACS.schema())
            .put("scan", scan)
            .put("region", region)
            .put("tac", new double[] {77 * late, late})
            .row());
    return this;
  }

  /** All outcomes are SRTM's with this reference region. */
  CohortTables withReference(String region) {
    this.reference = region;
    this.model = "model: SRTM, reference-region: " + region + ", id: 2TCM";
    return this;
  }

  /** A score of 1 for the people of a disease, 0 for all others, who are then one disease. */
  CohortTables scoreGroups(String scale, String yes, String together) {
    List<Row> all = new ArrayList<>();
    for (Row row : cohort) {
      boolean own = yes.equals(row.get(Tables.COHORT.schema().fieldIndex("disease")));
      String id = row.getString(0);
      score(id, row.getString(1), scale, own ? 1 : 0, 1);
      Object[] cells = new Object[row.size()];
      for (int c = 0; c < cells.length; c++) {
        cells[c] = row.get(c);
      }
      cells[Tables.COHORT.schema().fieldIndex("disease")] = together;
      all.add(org.apache.spark.sql.RowFactory.create(cells));
    }
    cohort.clear();
    cohort.addAll(all);
    return this;
  }

  /** Runs jobs on these tables, their rows in another order for every seed but 0. */
  RunContext run(Path folder, String correlations, long order, Job... jobs) throws IOException {
    return runWith(folder, "correlations: {" + correlations + "}\n", order, jobs);
  }

  /** The same with other sections of a configuration. */
  RunContext runWith(Path folder, String sections, long order, Job... jobs) throws IOException {
    String yaml =
        """
        name: cohort
        bids-dir: %s
        output-dir: %s
        models: [{%s}]
        %s
        %s
        """
            .formatted(bids, folder, model, sections, settings);
    RunContext run = Runs.begin(yaml, java.util.Map.of());
    write(run, Tables.COHORT, cohort, order);
    write(run, Tables.SCAN_SCORES, scores, order);
    write(run, Tables.REGIONAL_OUTCOMES, outcomes, order);
    write(run, Tables.SCANS, scans, order);
    write(run, Tables.REGIONAL_TACS, curves, order);
    for (Job job : jobs) {
      job.run(run);
    }
    return run;
  }

  private static void write(RunContext run, Table table, List<Row> rows, long order) {
    List<Row> shuffled = new ArrayList<>(rows);
    if (order != 0) {
      Collections.shuffle(shuffled, new Random(order));
    }
    int partitions = order == 0 ? 1 : 5;
    run.draft()
        .write(
            table, run.spark().createDataFrame(shuffled, table.schema()).repartition(partitions));
  }

  /** The 48 people of the reference cohort whose statistics R computed. */
  static CohortTables golden(String... without) {
    String path = SharedData.path("domain/stats_golden_cohort.tsv").toString();
    CohortTables tables = new CohortTables();
    try {
      DelimitedTable golden = DelimitedTable.read(Storage.local(), path);
      for (int r = 0; r < golden.size(); r++) {
        String id = golden.cell(r, "participant_id");
        if (List.of(without).contains(id)) {
          continue;
        }
        tables.scan(
            id,
            new Person(
                id,
                golden.cell(r, "group"),
                null,
                golden.cell(r, "site"),
                number(golden, r, "age"),
                golden.cell(r, "sex"),
                golden.cell(r, "genotype")));
        tables.outcome(id, id, "parietal", number(golden, r, "vt_parietal"));
        tables.outcome(id, id, "cerebellum", number(golden, r, "vt_cerebellum"));
        scored(tables, id, "MMSE", number(golden, r, "mmse"), -1);
        scored(tables, id, "CDR_SB", number(golden, r, "cdr_sb"), 1);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return tables;
  }

  private static void scored(CohortTables tables, String id, String scale, Double score, int sign) {
    if (score != null) {
      tables.score(id, id, scale, score, sign);
    }
  }

  private static Double number(DelimitedTable table, int row, String column) throws IOException {
    return table.cell(row, column) == null ? null : (Double) table.number(row, column);
  }

  /** The rows of a table that a condition takes. */
  static List<Row> rows(RunContext run, Table table, String where) {
    return run.tables().read(table).where(where).collectAsList();
  }

  /** The only row that a condition takes. */
  static Row row(RunContext run, Table table, String where) {
    List<Row> rows = rows(run, table, where);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows where " + where);
    }
    return rows.get(0);
  }

  /** Every row of a table as text with all digits, in the table's order. */
  static List<String> lines(RunContext run, Table table) {
    return run.tables().read(table).selectExpr("to_json(struct(*))").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
