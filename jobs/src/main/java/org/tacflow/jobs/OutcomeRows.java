package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.kinetics.Parameter;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;

/** Rows of {@code regional_outcomes}: everything that is known of the regions of one scan. */
final class OutcomeRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double DIFFERENCE = 0.1;

  private final LinkedHashMap<String, CohortConfig.Model> entries = new LinkedHashMap<>();
  private final HashMap<String, List<Parameter>> parameters;
  private final HashMap<String, String> settingsHashes = new HashMap<>();

  OutcomeRows(CohortConfig config) {
    this.parameters = parameters(config);
    for (CohortConfig.Model model : config.models()) {
      entries.put(model.id(), model);
      settingsHashes.put(model.id(), OutcomeSettings.hash(config, model));
    }
  }

  /** Parameters by model id, as a serializable map. */
  static HashMap<String, List<Parameter>> parameters(CohortConfig config) {
    HashMap<String, List<Parameter>> parameters = new HashMap<>();
    for (ModelEntry entry : ModelEntries.all(config)) {
      parameters.put(entry.id(), new ArrayList<>(entry.model().parameters()));
    }
    return parameters;
  }

  /** The outcomes of a row of {@code regional_fits}: one per parameter of its model. */
  List<Outcome> ofFit(Row fit) {
    String model = fit.getAs("model");
    RegionId region = new RegionId(fit.getAs("region"), fit.getAs("is_group"));
    return parameters.getOrDefault(model, List.of()).stream()
        .map(
            parameter ->
                Outcome.ofMean(
                    region,
                    model,
                    parameter.name(),
                    parameter.unit(),
                    Rows.number(fit, parameter.name()),
                    Rows.number(fit, parameter.name() + "_se"),
                    fit.getAs("status")))
        .toList();
  }

  /**
   * All rows of a scan.
   *
   * @param fitted the parameters of voxels and mean curves
   * @param spreads over resampled inputs
   */
  List<Row> of(OutcomeScan scan, Iterable<Outcome> fitted, Iterable<InputError.Spread> spreads) {
    List<Outcome> outcomes = new ArrayList<>();
    fitted.forEach(outcomes::add);
    scan.regions().forEach(region -> outcomes.addAll(withoutCurve(region)));
    InputError.add(spreads, outcomes);
    outcomes.addAll(FreeFractionOutcomes.of(outcomes, scan.freeFraction()));
    outcomes.addAll(BindingOutcomes.of(outcomes, scan.vnd(), scan.vndError()));
    for (CohortConfig.Model model : entries.values()) {
      outcomes.addAll(TissueRateOutcomes.of(outcomes, model, scan.glucose().get(model.id())));
    }
    Map<RegionId, OutcomeScan.Region> regions = new HashMap<>();
    scan.regions().forEach(region -> regions.put(region.id(), region));
    Map<Outcome.Key, Boolean> differing = differing(outcomes);
    List<Row> rows = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      OutcomeScan.Region region = regions.get(outcome.region());
      CohortConfig.Model entry = entries.get(outcome.model());
      if (region != null && entry != null) {
        rows.add(row(scan, region, entry, outcome, differing.get(outcome.key())));
      }
    }
    return rows;
  }

  /** A row with a status per parameter where a region has no curve. */
  private List<Outcome> withoutCurve(OutcomeScan.Region region) {
    List<Outcome> outcomes = new ArrayList<>();
    if (!region.hasCurve()) {
      parameters.forEach(
          (model, own) ->
              own.forEach(
                  parameter ->
                      outcomes.add(
                          Outcome.ofMean(
                              region.id(),
                              model,
                              parameter.name(),
                              parameter.unit(),
                              Double.NaN,
                              Double.NaN,
                              region.status()))));
    }
    return outcomes;
  }

  /** Whether the two estimates are more than 10 % of the mean curve's apart, where both are. */
  private static Map<Outcome.Key, Boolean> differing(List<Outcome> outcomes) {
    Map<Outcome.Key, Double> means = new HashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.estimate().equals(Outcome.MEAN_TAC) && !Double.isNaN(outcome.value())) {
        means.put(outcome.key(), outcome.value());
      }
    }
    Map<Outcome.Key, Boolean> differing = new HashMap<>();
    for (Outcome outcome : outcomes) {
      Double mean = means.get(outcome.key());
      if (mean != null
          && outcome.estimate().equals(Outcome.VOXELS)
          && !Double.isNaN(outcome.value())) {
        boolean apart = Math.abs(outcome.value() - mean) > Math.abs(mean) * DIFFERENCE;
        differing.put(outcome.key(), apart);
      }
    }
    return differing;
  }

  private Row row(
      OutcomeScan scan,
      OutcomeScan.Region region,
      CohortConfig.Model entry,
      Outcome outcome,
      Boolean differ) {
    Cells cells =
        new Cells(Tables.REGIONAL_OUTCOMES.schema())
            .put("scan", scan.scan())
            .put("participant_id", scan.participant())
            .put("session_id", scan.session())
            .put("tracer", scan.tracer())
            .put("parcellation", region.parcellation())
            .put("region", region.id().name())
            .put("is_group", region.id().isGroup())
            .put("model", entry.id())
            .put("outcome", outcome.name())
            .put("unit", outcome.unit())
            .put("estimate", outcome.estimate())
            .put("value", outcome.value())
            .put("se", outcome.se())
            .put("value_sd_input", outcome.inputSd())
            .put("mean", outcome.voxels().mean())
            .put("sd", outcome.voxels().sd())
            .put("median", outcome.voxels().median())
            .put("n_voxels", outcome.count())
            .put("n_failed", outcome.failed())
            .put("status", outcome.status())
            .put("estimates_differ", differ)
            .put("scaling", outcome.scaling())
            .put("volume", region.volume())
            .put("settings_hash", settingsHashes.get(entry.id()))
            .put("input_hash", scan.inputHash())
            .put("version", Version.current());
    if (!entry.referenceRegion().isEmpty()) {
      cells.put("reference_region", entry.referenceRegion());
    }
    if (entry.name().startsWith("SUV")) {
      cells
          .put("window_begin", entry.settings().windowMinutes().begin())
          .put("window_end", entry.settings().windowMinutes().end());
    }
    return cells.row();
  }
}
