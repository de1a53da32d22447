package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.PerScan;
import org.tacflow.curve.InputFunction;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.Status;
import org.tacflow.kinetics.TStarSearch;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContext;
import org.tacflow.udf.ScanContexts;

/** Rows of {@code scan_settings}: what one scan's mean curves say for all of its curves. */
final class ScanSettings implements Serializable {
  /** Setting t*, min. */
  static final String T_STAR = "t_star";

  /** Setting blood volume fraction. */
  static final String BLOOD_VOLUME = "VB";

  /** Setting k2prime, 1/min. */
  static final String K2PRIME = "k2prime";

  private static final long serialVersionUID = 1L;
  private static final String WHOLE_BRAIN = "whole brain";

  private final CohortConfig config;
  private final HashMap<String, String> tracers;
  private final Broadcast<ScanContexts> contexts;

  private ScanSettings(
      CohortConfig config, HashMap<String, String> tracers, Broadcast<ScanContexts> contexts) {
    this.config = config;
    this.tracers = tracers;
    this.contexts = contexts;
  }

  /** For the accepted scans of a run. */
  static ScanSettings of(RunContext run) {
    HashMap<String, String> tracers = new HashMap<>();
    ScanTable.accepted(run.tables()).forEach(scan -> tracers.put(scan.key(), scan.tracer()));
    return new ScanSettings(run.config(), tracers, ContextReader.broadcast(run));
  }

  /** The rows of one scan from its regions. */
  List<Row> of(List<Row> regions) {
    String scan = regions.get(0).getAs("scan");
    ScanContext context = contexts.value().get(scan);
    List<Row> rows = new ArrayList<>();
    for (CohortConfig.Model model : config.models()) {
      boolean fitted = model.tracers().isEmpty() || model.tracers().contains(tracers.get(scan));
      if (fitted && model.perScan().any()) {
        rows.addAll(new OneModel(scan, model, context, regions).rows());
      }
    }
    return rows;
  }

  /** The search of one model's settings in one scan. */
  private static final class OneModel {
    private final String scan;
    private final CohortConfig.Model model;
    private final ScanContext context;
    private final InputFunction input;
    private final List<Row> regions;
    private final List<Row> rows = new ArrayList<>();
    private ModelSettings settings;

    OneModel(String scan, CohortConfig.Model model, ScanContext context, List<Row> regions) {
      this.scan = scan;
      this.model = model;
      this.context = context;
      this.regions = regions;
      this.settings = model.settings();
      KineticModel<?> any = ModelCatalogue.describe(model.name());
      this.input =
          context == null
              ? null
              : context.inputFor(new ModelEntry(model.id(), any, model.referenceRegion()));
    }

    List<Row> rows() {
      PerScan wanted = model.perScan();
      if (!wanted.bloodVolumeRegion().isEmpty()) {
        double found = fitted(BLOOD_VOLUME, wanted.bloodVolumeRegion(), ofBloodVolume());
        settings =
            Double.isNaN(found) ? settings : settings.withBloodVolume(BloodVolume.fixed(found));
      }
      if (!wanted.k2primeRegion().isEmpty()) {
        double found = fitted(K2PRIME, wanted.k2primeRegion(), ofK2prime());
        settings = Double.isNaN(found) ? settings.withK2prime(0.1) : settings.withK2prime(found);
      }
      if (wanted.tStarTolerance() > 0) {
        tStar(wanted.tStarTolerance());
      }
      return rows;
    }

    /** The model itself where it reports its blood volume, else a 2TCM in the same range. */
    private KineticModel<?> ofBloodVolume() {
      boolean own =
          ModelCatalogue.describe(model.name()).parameters().stream()
              .map(Parameter::name)
              .anyMatch(BLOOD_VOLUME::equals);
      return ModelCatalogue.create(own ? model.name() : "2TCM", settings);
    }

    /** MRTM1 for its sister, SRTM for every other model, as they were published. */
    private KineticModel<?> ofK2prime() {
      return model.name().equals("MRTM2")
          ? ModelCatalogue.create("MRTM1", settings.withTStar(TStar.all()))
          : ModelCatalogue.create(
              "SRTM", ModelSettings.defaults().withSampling(settings.sampling()));
    }

    /** Fits a region and takes one parameter; NaN without. */
    private double fitted(String setting, String region, KineticModel<?> with) {
      double[] tac = curve(region);
      Cells cells = cells(setting, region, setting.equals(K2PRIME) ? "1/min" : "1");
      if (tac == null || input == null || !with.inputType().isInstance(input)) {
        rows.add(cells.put("status", tac == null ? "no such region" : "no_input").row());
        return Double.NaN;
      }
      Fit fit = Fit.of(with);
      Status status = bind(with).fit(tac, fit);
      int index = with.parameters().stream().map(Parameter::name).toList().indexOf(setting);
      double value = fit.estimates()[index];
      rows.add(
          cells
              .put("value", value)
              .put("se", fit.standardErrors()[index])
              .put("n_frames", fit.framesUsed())
              .put("status", status.name().toLowerCase(Locale.ROOT))
              .row());
      return value;
    }

    private <I extends InputFunction> org.tacflow.kinetics.TacFitter bind(KineticModel<I> with) {
      return with.bindRegion(context.timing(), context.weights(), with.inputType().cast(input));
    }

    private void tStar(double tolerance) {
      Cells cells = cells(T_STAR, WHOLE_BRAIN, "min").put("tolerance", tolerance);
      if (input == null) {
        rows.add(cells.put("status", "no_input").row());
        return;
      }
      List<Row> labels = regions.stream().filter(r -> !r.<Boolean>getAs("is_group")).toList();
      TStarSearch search =
          TStarSearch.of(
              model.name(),
              settings,
              context.timing(),
              context.weights(),
              input,
              WholeBrain.of(labels, context.timing().size()),
              tolerance);
      int count = search.candidates().size();
      double[] minutes = new double[count];
      Double[] outcomes = new Double[count];
      Double[] deviations = new Double[count];
      for (int c = 0; c < count; c++) {
        TStarSearch.Candidate one = search.candidates().get(c);
        minutes[c] = one.minutes();
        outcomes[c] = Rows.orNull(one.outcome());
        deviations[c] = Rows.orNull(one.deviation());
        if (one.minutes() == search.minutes()) {
          cells
              .put("value", one.minutes())
              .put("criterion", one.deviation())
              .put("n_frames", one.frames());
        }
      }
      rows.add(
          cells
              .put("candidates", minutes)
              .put("candidate_outcomes", outcomes)
              .put("candidate_deviations", deviations)
              .put("status", Double.isNaN(search.minutes()) ? "no t* within tolerance" : "found")
              .row());
    }

    private Cells cells(String setting, String region, String unit) {
      return new Cells(Tables.SCAN_SETTINGS.schema())
          .put("scan", scan)
          .put("model", model.id())
          .put("setting", setting)
          .put("region", region)
          .put("unit", unit)
          .put("version", Version.current());
    }

    /** Of a label and a group of one name, the group is meant. */
    private double[] curve(String region) {
      double[] tac = null;
      for (Row row : regions) {
        if (region.equals(row.getAs("region"))) {
          tac = tac == null || row.<Boolean>getAs("is_group") ? Rows.doubles(row, "tac") : tac;
        }
      }
      return tac;
    }
  }
}
