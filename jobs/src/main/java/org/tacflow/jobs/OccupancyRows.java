package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tacflow.kinetics.LassenPlot;
import org.tacflow.tables.Tables;

/** Rows of {@code occupancy}: one Lassen plot per pair and model, one ratio per region. */
final class OccupancyRows {
  private static final int FEW_REGIONS = 6;
  private static final double POOR_SE = 0.25;

  private OccupancyRows() {}

  /** What is compared between two scans; never two models, outcomes, estimates or parcellations. */
  record Case(
      String model, String outcome, String estimate, String parcellation, String settingsHash)
      implements Comparable<Case> {
    private static final Comparator<Case> ORDER =
        Comparator.comparing(Case::model)
            .thenComparing(Case::outcome)
            .thenComparing(Case::estimate)
            .thenComparing(Case::parcellation)
            .thenComparing(Case::settingsHash);

    static Case of(Row outcome) {
      return new Case(
          outcome.getAs("model"),
          outcome.getAs("outcome"),
          outcome.getAs("estimate"),
          String.valueOf(outcome.<String>getAs("parcellation")),
          String.valueOf(outcome.<String>getAs("settings_hash")));
    }

    @Override
    public int compareTo(Case other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The rows of a pair; one with a reason when a scan is missing or has no outcome.
   *
   * @param outcomes scan to case to region to outcome
   * @param refusals scan to why it was rejected
   */
  static List<Row> of(
      ScanConditions.Pair pair,
      Map<String, Map<Case, Map<String, Row>>> outcomes,
      Map<String, String> refusals) {
    String missing = missing(pair, outcomes, refusals);
    if (missing != null) {
      return List.of(head(pair, List.of()).put("status", missing).row());
    }
    Map<Case, Map<String, Row>> before = outcomes.get(pair.baseline());
    Map<Case, Map<String, Row>> after = outcomes.get(pair.blocked());
    TreeSet<Case> cases = new TreeSet<>(before.keySet());
    cases.retainAll(after.keySet());
    List<Row> rows = new ArrayList<>();
    for (Case one : cases) {
      TreeSet<String> regions = new TreeSet<>(before.get(one).keySet());
      regions.retainAll(after.get(one).keySet());
      if (one.outcome().equals("VT")) {
        rows.add(lassen(pair, one, regions, before.get(one), after.get(one)));
      } else {
        for (String region : regions) {
          rows.add(ratio(pair, one, before.get(one).get(region), after.get(one).get(region)));
        }
      }
    }
    return rows;
  }

  private static String missing(
      ScanConditions.Pair pair,
      Map<String, Map<Case, Map<String, Row>>> outcomes,
      Map<String, String> refusals) {
    if (pair.baseline() == null || pair.blocked() == null) {
      return pair.baseline() == null ? "no baseline scan" : "no blocked scan";
    }
    for (String scan : List.of(pair.baseline(), pair.blocked())) {
      if (refusals.containsKey(scan)) {
        return scan + " was rejected: " + refusals.get(scan);
      }
      if (!outcomes.containsKey(scan)) {
        return scan + " has no VT or BPND";
      }
    }
    return null;
  }

  private static Cells head(ScanConditions.Pair pair, List<String> flags) {
    List<String> all = new ArrayList<>(flags);
    if (pair.baselines() > 1) {
      all.add("several_baselines");
    }
    return new Cells(Tables.OCCUPANCY.schema())
        .put("participant_id", pair.participant())
        .put("tracer", pair.tracer())
        .put("baseline_scan", pair.baseline())
        .put("blocked_scan", pair.blocked())
        .put("flags", all)
        .put("version", Version.current());
  }

  private static Cells of(Cells cells, Case one) {
    return cells
        .put("model", one.model())
        .put("outcome", one.outcome())
        .put("estimate", one.estimate())
        .put("parcellation", one.parcellation())
        .put("settings_hash", one.settingsHash());
  }

  private static Row lassen(
      ScanConditions.Pair pair,
      Case one,
      TreeSet<String> regions,
      Map<String, Row> before,
      Map<String, Row> after) {
    double[] baseline = regions.stream().mapToDouble(r -> value(before.get(r))).toArray();
    double[] blocked = regions.stream().mapToDouble(r -> value(after.get(r))).toArray();
    LassenPlot plot = baseline.length == 0 ? null : LassenPlot.of(baseline, blocked);
    int used = plot == null ? 0 : plot.regions();
    boolean found = plot != null && Double.isFinite(plot.occupancy());
    Cells cells = of(head(pair, found ? flags(plot, baseline) : List.of()), one);
    cells.put("method", "lassen").put("n_regions", used);
    if (!found) {
      String why = used < 3 ? used + " regions (must be >= 3)" : "every region has the same VT";
      return cells.put("status", why).row();
    }
    // Without blockade the line is flat and meets 0 nowhere.
    boolean vnd = Double.isFinite(plot.vnd());
    return cells
        .put("occupancy", plot.occupancy())
        .put("occupancy_se", plot.occupancySe())
        .put("VND", vnd ? (Double) plot.vnd() : null)
        .put("VND_se", vnd ? (Double) plot.vndSe() : null)
        .put("status", "ok")
        .row();
  }

  private static List<String> flags(LassenPlot plot, double[] baseline) {
    List<String> flags = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (double vt : baseline) {
      least = vt < least ? vt : least;
    }
    if (!(plot.occupancy() >= 0 && plot.occupancy() <= 1)) {
      flags.add("occupancy_outside");
    }
    if (!(plot.vnd() >= 0 && plot.vnd() <= least)) {
      flags.add("vnd_outside");
    }
    if (plot.regions() < FEW_REGIONS) {
      flags.add("few_regions");
    }
    if (!(plot.occupancySe() <= POOR_SE)) {
      flags.add("poor_precision");
    }
    return flags;
  }

  /** {@code 1 − after/before} of BPND, its error by the delta method. */
  private static Row ratio(ScanConditions.Pair pair, Case one, Row before, Row after) {
    double baseline = value(before);
    double blocked = value(after);
    double occupancy = 1 - blocked / baseline;
    boolean found = baseline > 0 && Double.isFinite(occupancy);
    boolean outside = found && !(occupancy >= 0 && occupancy <= 1);
    double error =
        Math.hypot(Rows.number(after, "se"), blocked / baseline * Rows.number(before, "se"))
            / baseline;
    return of(head(pair, outside ? List.of("occupancy_outside") : List.of()), one)
        .put("method", "ratio")
        .put("region", before.getAs("region"))
        .put("is_group", before.getAs("is_group"))
        .put("baseline_value", baseline)
        .put("blocked_value", blocked)
        .put("occupancy", found ? (Double) occupancy : null)
        .put("occupancy_se", found ? (Double) error : null)
        .put("status", found ? "ok" : "no BPND above 0 without the drug, or none with it")
        .row();
  }

  private static double value(Row outcome) {
    return Rows.number(outcome, "value");
  }
}
