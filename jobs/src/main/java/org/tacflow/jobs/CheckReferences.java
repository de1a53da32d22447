package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tacflow.config.CohortConfig;
import org.tacflow.stats.TwoGroupTest;
import org.tacflow.stats.TwoGroups;
import org.tacflow.tables.Tables;

/** {@code regional_tacs, scans, cohort → reference_check}: does a reference region differ? */
public final class CheckReferences implements Job {
  private static final double LEVEL = 0.05;

  @Override
  public String name() {
    return "references";
  }

  @Override
  public String purpose() {
    return "check reference regions for group differences";
  }

  @Override
  public void run(RunContext run) throws IOException {
    Set<String> references = new TreeSet<>();
    run.config().models().stream()
        .map(CohortConfig.Model::referenceRegion)
        .filter(region -> !region.isEmpty())
        .forEach(references::add);
    List<Row> rows = new ArrayList<>();
    for (String reference : references) {
      uptakes(run, reference)
          .forEach((tracer, groups) -> rows.addAll(rows(run, tracer, reference, groups)));
    }
    run.draft().write(Tables.REFERENCE_CHECK, rows);
  }

  /** The flags of a run: {@code tracer/reference/disease} of references that differ. */
  static HashSet<String> differing(RunContext run) {
    HashSet<String> differing = new HashSet<>();
    if (run.tables().has(Tables.REFERENCE_CHECK)) {
      for (Row row : run.tables().read(Tables.REFERENCE_CHECK).where("differs").collectAsList()) {
        differing.add(
            key(row.getAs("tracer"), row.getAs("reference_region"), row.getAs("disease")));
      }
    }
    return differing;
  }

  static String key(String tracer, String reference, String disease) {
    return tracer + "/" + reference + "/" + disease;
  }

  /** Tracer to disease to the late uptake of each person's first scan, in the order of people. */
  private static Map<String, Map<String, List<Double>>> uptakes(RunContext run, String reference) {
    Map<String, Row> scans = new HashMap<>();
    ScanTable.rows(run.tables()).forEach(s -> scans.put(s.getAs("scan"), s));
    Map<String, Row> people = new TreeMap<>();
    run.tables()
        .read(Tables.COHORT)
        .where("status = 'joined'")
        .collectAsList()
        .forEach(p -> people.put(p.getAs("scan"), p));
    Map<String, Row> curves = new HashMap<>();
    run.tables()
        .read(Tables.REGIONAL_TACS)
        .where(functions.col("region").equalTo(reference).and(functions.col("tac").isNotNull()))
        .collectAsList()
        .forEach(c -> curves.put(c.getAs("scan"), c));
    Map<String, Map<String, List<Double>>> byTracer = new TreeMap<>();
    Set<String> counted = new HashSet<>();
    people.forEach(
        (scan, person) -> {
          String tracer = person.getAs("tracer");
          double suv =
              curves.containsKey(scan) ? suv(scans.get(scan), curves.get(scan)) : Double.NaN;
          if (Double.isFinite(suv) && counted.add(tracer + person.getAs("participant_id"))) {
            byTracer
                .computeIfAbsent(tracer, t -> new TreeMap<>())
                .computeIfAbsent(person.getAs("disease"), d -> new ArrayList<>())
                .add(suv);
          }
        });
    return byTracer;
  }

  /** Mean over the second half of the scan, kBq/mL, times kg over MBq. */
  private static double suv(Row scan, Row curve) {
    double[] begin = Rows.doubles(scan, "frame_begin");
    double[] end = Rows.doubles(scan, "frame_end");
    double[] tac = Rows.doubles(curve, "tac");
    double half = end[end.length - 1] / 2;
    double sum = 0;
    double duration = 0;
    for (int f = 0; f < tac.length; f++) {
      if (begin[f] >= half && Double.isFinite(tac[f])) {
        sum += tac[f] * (end[f] - begin[f]);
        duration += end[f] - begin[f];
      }
    }
    double dose = Rows.number(scan, "injected_activity");
    return sum / duration * Rows.number(scan, "body_weight") / dose;
  }

  private static List<Row> rows(
      RunContext run, String tracer, String reference, Map<String, List<Double>> groups) {
    String control = run.config().correlations().tests().controlGroup();
    int minimumN = run.config().correlations().minimumN();
    double[] controls = array(groups.getOrDefault(control, List.of()));
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (disease, list) -> {
          if (!disease.equals(control)) {
            double[] own = array(list);
            boolean enough = own.length >= minimumN && controls.length >= minimumN;
            TwoGroupTest test = TwoGroups.welch(own, controls);
            rows.add(
                new Cells(Tables.REFERENCE_CHECK.schema())
                    .put("tracer", tracer)
                    .put("reference_region", reference)
                    .put("disease", disease)
                    .put("comparator", control)
                    .put("n_group", own.length)
                    .put("n_comparator", controls.length)
                    .put("difference", enough ? (Double) test.difference() : null)
                    .put("ci_low", enough ? (Double) test.ciLow() : null)
                    .put("ci_high", enough ? (Double) test.ciHigh() : null)
                    .put("p", enough ? (Double) test.p() : null)
                    .put("differs", enough && test.p() < LEVEL)
                    .put("status", status(enough, test, minimumN))
                    .put("version", Version.current())
                    .row());
          }
        });
    return rows;
  }

  private static String status(boolean enough, TwoGroupTest test, int minimumN) {
    if (!enough) {
      return "n = " + test.n1() + " and " + test.n2() + " (must be >= " + minimumN + " each)";
    }
    return test.reason() == null ? "ok" : test.reason();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new CheckReferences(), args);
  }
}
