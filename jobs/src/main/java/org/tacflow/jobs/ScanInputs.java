package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.bids.BloodChecks;
import org.tacflow.bids.BloodInput;
import org.tacflow.bids.BloodReader;
import org.tacflow.bids.RegionalCurves;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanMetadata;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortConfig.DelayMode;
import org.tacflow.config.CohortConfig.WeightScheme;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.kinetics.DelayFit;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.Status;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.udf.ModelEntry;

/** Rows of {@code input_functions}: what drives the models of one scan. */
final class ScanInputs implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, ScanTable.Scan> scans;
  private final HashSet<String> needBlood;
  private final HashMap<String, Double> givenDelays;
  private final Sampling sampling;
  private final BloodVolume bloodVolume;
  private final CohortConfig config;
  private final BloodSettings models;
  private final Storage storage;
  private final Rejections rejections;
  private final String stage;

  private ScanInputs(
      RunContext run,
      HashMap<String, ScanTable.Scan> scans,
      HashSet<String> needBlood,
      HashMap<String, Double> givenDelays,
      BloodSettings models,
      String stage) {
    this.scans = scans;
    this.needBlood = needBlood;
    this.givenDelays = givenDelays;
    // The delay is fitted as the models see the frames: the first model says how.
    this.sampling = run.config().models().get(0).settings().sampling();
    this.bloodVolume = bloodVolume(run.config());
    this.config = run.config();
    this.models = models;
    this.storage = run.storage();
    this.rejections = run.rejections();
    this.stage = stage;
  }

  /** For the accepted scans of a run. */
  static ScanInputs of(RunContext run, List<ScanTable.Scan> accepted, String stage) {
    HashMap<String, ScanTable.Scan> scans = new HashMap<>();
    HashSet<String> needBlood = new HashSet<>();
    List<ScanTable.Scan> withBlood = new ArrayList<>();
    for (ScanTable.Scan scan : accepted) {
      scans.put(scan.key(), scan);
      if (needsBlood(run.config(), scan)) {
        needBlood.add(scan.key());
        withBlood.add(scan);
      }
    }
    BloodSettings models = CohortParentFraction.resolve(run, withBlood);
    return new ScanInputs(run, scans, needBlood, DelayTable.read(run, accepted), models, stage);
  }

  /** As the first 2TCM fits it: a bound that cuts the blood volume pushes the delay instead. */
  private static BloodVolume bloodVolume(CohortConfig config) {
    for (CohortConfig.Model model : config.models()) {
      BloodVolume volume = model.settings().bloodVolume();
      if (model.name().equals("2TCM") && volume.lower() < volume.upper()) {
        return volume;
      }
    }
    return ModelSettings.defaults().bloodVolume();
  }

  private static boolean needsBlood(CohortConfig config, ScanTable.Scan scan) {
    for (ModelEntry entry : ModelEntries.all(config)) {
      List<String> tracers = ModelEntries.tracers(config, entry.id());
      boolean fitted = tracers.isEmpty() || tracers.contains(scan.tracer());
      if (fitted && entry.model().needsBlood()) {
        return true;
      }
    }
    return false;
  }

  /** The row of one scan from its regions: {@code scan, region, volume, tac}. */
  List<Row> of(List<Row> regions) {
    ScanTable.Scan scan = scans.get(regions.get(0).getString(0));
    double[] wholeBrain = wholeBrain(regions, scan.timing().size());
    List<String> flags = new ArrayList<>();
    BloodInput blood = null;
    Delay delay = new Delay(null, null);
    FrameWeights weights = FrameWeights.uniform(scan.timing().size());
    try {
      weights = weights(scan, wholeBrain, flags);
      if (needBlood.contains(scan.key())) {
        ScanMetadata metadata = Sidecar.read(storage, scan.files());
        blood =
            BloodReader.read(
                storage,
                scan.files(),
                metadata,
                config.blood().source(),
                config.blood().units().get(scan.key()),
                models);
        BloodChecks.requireScaleOfTissue(
            scan.key(), blood, Arrays.stream(wholeBrain).max().orElse(0));
        blood.flags().forEach(flag -> flags.add(flag.toString()));
        delay = delay(scan, wholeBrain, blood.input(), flags);
      }
    } catch (ScanException e) {
      rejections.add(scan.key(), stage, e.getMessage());
      blood = null;
    }
    return List.of(row(scan, blood, delay, weights, flags, InputModels.cells(blood, models)));
  }

  /** Mean over all regions weighted by volume, or plain where a volume is unknown. */
  private static double[] wholeBrain(List<Row> regions, int frames) {
    boolean volumes = regions.stream().noneMatch(region -> region.isNullAt(2));
    double[] sum = new double[frames];
    double total = 0;
    for (Row region : regions) {
      double weight = volumes ? region.getDouble(2) : 1;
      double[] tac = Rows.doubles(region, "tac");
      for (int f = 0; f < frames; f++) {
        sum[f] += weight * tac[f];
      }
      total += weight;
    }
    for (int f = 0; f < frames; f++) {
      sum[f] /= total;
    }
    return sum;
  }

  private FrameWeights weights(ScanTable.Scan scan, double[] wholeBrain, List<String> flags)
      throws ScanException {
    WeightScheme scheme = config.curves().weights();
    boolean unknownDecay = scheme == WeightScheme.INVERSE_VARIANCE && !(scan.halfLife() > 0);
    if (unknownDecay) {
      flags.add("weights_by_duration: half-life unknown");
    }
    return switch (unknownDecay ? WeightScheme.DURATION : scheme) {
      case INVERSE_VARIANCE ->
          FrameWeights.inverseVariance(scan.timing(), wholeBrain, scan.halfLife());
      case DURATION -> FrameWeights.byDuration(scan.timing());
      case UNIFORM -> FrameWeights.uniform(scan.timing().size());
      case FILE -> fromFile(scan);
    };
  }

  private FrameWeights fromFile(ScanTable.Scan scan) throws ScanException {
    if (scan.files().weights() == null) {
      throw new ScanException(
          "Cannot weight frames of "
              + scan.key()
              + ": no _weights.tsv beside its curves (add it or change curves.weights)");
    }
    FrameWeights all =
        RegionalCurves.read(storage, scan.files(), Sidecar.read(storage, scan.files())).weights();
    return FrameWeights.of(Arrays.copyOf(all.toArray(), scan.timing().size()));
  }

  /** A delay and where it comes from. */
  private record Delay(Double minutes, String source) {}

  private Delay delay(
      ScanTable.Scan scan, double[] wholeBrain, ArterialInput blood, List<String> flags) {
    if (config.blood().delayMode() == DelayMode.NONE) {
      return new Delay(0.0, "none");
    }
    Double given = givenDelays.get(scan.key());
    if (given != null) {
      return new Delay(given, "table");
    }
    if (config.blood().delayMode() == DelayMode.TABLE) {
      flags.add("delay_fitted: no row in the delay table");
    }
    DelayFit.Delay fitted =
        DelayFit.of(ModelSettings.defaults().withSampling(sampling).withBloodVolume(bloodVolume))
            .fit(scan.timing(), blood, wholeBrain);
    if (!fitted.status().hasNumbers()) {
      flags.add("delay_not_fitted: " + fitted.status());
      return new Delay(0.0, "none");
    }
    if (fitted.status() == Status.AT_BOUND) {
      flags.add("delay_at_bound: " + fitted.minutes() + " min");
    }
    return new Delay(fitted.minutes(), "fitted in the whole brain");
  }

  private static Row row(
      ScanTable.Scan scan,
      BloodInput blood,
      Delay delay,
      FrameWeights weights,
      List<String> flags,
      Object[] modelCells) {
    Object[] cells = {
      scan.key(),
      blood == null ? null : blood.source(),
      blood == null ? null : blood.input().plasma().times(),
      blood == null ? null : blood.input().plasma().values(),
      blood == null ? null : blood.input().wholeBlood().times(),
      blood == null ? null : blood.input().wholeBlood().values(),
      blood == null ? null : delay.minutes(),
      blood == null ? null : delay.source(),
      blood == null ? null : Rows.orNull(blood.coverage()),
      weights.toArray(),
      flags.toArray(new String[0])
    };
    Object[] all = Arrays.copyOf(cells, cells.length + modelCells.length);
    System.arraycopy(modelCells, 0, all, cells.length, modelCells.length);
    return RowFactory.create(all);
  }
}
