package org.tacflow.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tacflow.bids.DatasetText;

/**
 * Writes the truth of a cohort beside it, in {@code derivatives/truth}.
 *
 * <p>{@code persons.tsv} (latent severities, binding), {@code scans.tsv} (delay, dose), {@code
 * regions.tsv} (rates and outcomes of every label of every scan), {@code findings.tsv} (what is
 * planted where, with the correlation it has by construction) and {@code defects.tsv}.
 */
final class TruthWriter {
  private static final String FOLDER = "derivatives/truth/";
  private static final int DIGITS = 9;

  private final DatasetText files;
  private final LabelVolume anatomy;

  TruthWriter(DatasetText files, LabelVolume anatomy) {
    this.files = files;
    this.anatomy = anatomy;
  }

  /** Writes who the people are. */
  void persons(Roster roster, long seed) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> scores = new ArrayList<>();
    for (Roster.Member member : roster.members()) {
      Person p = member.person();
      rows.add(
          List.of(
              p.id(),
              p.group(),
              orMissing(p.subgroup()),
              p.site(),
              p.ancestry(),
              p.binding().name(),
              number(p.severity()),
              number(p.motorSeverity()),
              Boolean.toString(member.scanned()),
              Boolean.toString(member.listed())));
      for (ScaleDesign scale : ScaleDesign.of(p.group(), p.subgroup())) {
        double u = scale.standing(seed, p);
        scores.add(List.of(p.id(), scale.id(), number(u), number(scale.score(u, 0, 0))));
      }
    }
    files.table(
        FOLDER + "persons.tsv",
        List.of(
            "participant_id",
            "group",
            "subgroup",
            "site",
            "ancestry",
            "binding",
            "severity",
            "motor_severity",
            "scanned",
            "listed"),
        rows);
    files.table(
        FOLDER + "scores.tsv",
        List.of("participant_id", "scale", "standing", "score_at_scan"),
        scores);
  }

  /** Writes what the scans are. */
  void scans(List<SimulatedScan> scans) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> regions = new ArrayList<>();
    for (SimulatedScan scan : scans) {
      ScanTruth truth = scan.truth();
      rows.add(
          List.of(
              truth.person().id(),
              "ses-" + truth.session(),
              truth.tracer().name(),
              scan.date().toString(),
              number(scan.doseMbq()),
              number(scan.blood().delaySeconds()),
              number(BloodCurves.DISPERSION_SECONDS),
              number(scan.blood().freeFraction())));
      anatomy.names().values().forEach(label -> regions.add(region(scan, label)));
    }
    files.table(
        FOLDER + "scans.tsv",
        List.of(
            "participant_id",
            "session_id",
            "tracer",
            "date",
            "dose_MBq",
            "delay_s",
            "dispersion_s",
            "fP"),
        rows);
    files.table(
        FOLDER + "regions.tsv",
        List.of(
            "participant_id",
            "session_id",
            "tracer",
            "region",
            "tissue",
            "K1",
            "k2",
            "k3",
            "k4",
            "VB",
            "VND",
            "VT",
            "BPND",
            "Ki",
            "DVR",
            "SUVR",
            "SUVR_window_minutes"),
        regions);
  }

  private List<String> region(SimulatedScan scan, String label) {
    ScanTruth truth = scan.truth();
    String name = RegionCatalogue.tissue(label);
    ScanTruth.Tissue tissue = truth.tissues().get(name);
    double reference = truth.tissues().get("cerebellum").rates().vt();
    double end = ScanCurves.windowEnd(scan.curves().timing());
    double begin = end - 30;
    return List.of(
        truth.person().id(),
        "ses-" + truth.session(),
        truth.tracer().name(),
        label,
        name,
        number(tissue.rates().K1()),
        number(tissue.rates().k2()),
        number(tissue.rates().k3()),
        number(tissue.rates().k4()),
        number(tissue.vB()),
        number(tissue.vnd()),
        number(tissue.rates().vt()),
        number(tissue.bpnd()),
        number(tissue.ki()),
        number(tissue.rates().vt() / reference),
        number(scan.curves().ratioToCerebellum(name)),
        number(begin) + "-" + number(end));
  }

  /** Writes the findings of the cohort, planted or not. */
  void findings(List<PlantedFinding> findings) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (PlantedFinding planted : findings) {
      Finding f = planted.finding();
      List<String> labels =
          anatomy.names().values().stream()
              .filter(l -> planted.tissues().contains(RegionCatalogue.tissue(l)))
              .toList();
      rows.add(
          List.of(
              planted.id(),
              f.tracer(),
              f.outcome().name(),
              f.region(),
              orMissing(String.join(";", labels)),
              f.group(),
              orMissing(planted.subgroup()),
              orMissing(f.scale()),
              number(f.rho()),
              number(planted.rho()),
              number(planted.rawRho()),
              planted.adjustedFor(),
              planted.transform(),
              planted.reference(),
              number(f.deltaPercent()),
              Integer.toString(planted.people()),
              planted.status()));
    }
    files.table(
        FOLDER + "findings.tsv",
        List.of(
            "finding",
            "tracer",
            "outcome",
            "region",
            "labels",
            "group",
            "subgroup",
            "scale",
            "rho_recipe",
            "rho",
            "rho_raw",
            "adjusted_for",
            "transform",
            "reference",
            "group_delta_pct",
            "participants",
            "status"),
        rows);
    files.json(
        FOLDER + "findings.json",
        DatasetText.object(
            "rho",
                Map.of(
                    "Description",
                    "Correlation of the outcome with severity by construction; positive: rises as the"
                        + " person is worse"),
            "rho_raw", Map.of("Description", "The same with the raw score"),
            "adjusted_for",
                Map.of("Description", "What the correlation is partial given; LAB included"),
            "participants", Map.of("Description", "People of the stratum with scan and row")));
  }

  /** Writes the planted defects. */
  void defects(List<DefectList.Defect> defects) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (DefectList.Defect d : defects) {
      rows.add(List.of(d.kind(), d.participant(), d.file(), d.detail()));
    }
    files.table(FOLDER + "defects.tsv", List.of("kind", "participant_id", "file", "detail"), rows);
  }

  private static String orMissing(String text) {
    return text.isEmpty() ? "n/a" : text;
  }

  private static String number(double value) {
    return DatasetText.number(value, DIGITS);
  }
}
