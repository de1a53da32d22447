package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import org.tacflow.config.CohortConfig.WeightScheme;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.HalfLives;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.curve.blood.PopulationInput;
import org.tacflow.udf.ModelEntry;

/** Rows of {@code input_functions}: what drives the models of one scan. */
final class ScanInputs implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, ScanTable.Scan> scans;
  private final HashSet<String> needBlood;
  private final ScanDelay delays;
  private final PopulationInput population;
  private final CohortConfig config;
  private final BloodSettings models;
  private final Storage storage;
  private final HalfLives halfLives;
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
    this.delays = new ScanDelay(run.config(), givenDelays);
    this.population = PopulationTable.read(run);
    this.config = run.config();
    this.models = models;
    this.storage = run.storage();
    this.halfLives = HalfLives.with(run.config().curves().halfLives());
    this.rejections = run.rejections();
    this.stage = stage;
  }

  /** For the accepted scans of a run. */
  static ScanInputs of(RunContext run, List<ScanTable.Scan> accepted, String stage) {
    HashMap<String, ScanTable.Scan> scans = new HashMap<>();
    HashSet<String> needBlood = new HashSet<>();
    for (ScanTable.Scan scan : accepted) {
      scans.put(scan.key(), scan);
      if (needsBlood(run.config(), scan)) {
        needBlood.add(scan.key());
      }
    }
    BloodSettings models = CohortParentFraction.resolve(run, ofCohort(run));
    return new ScanInputs(
        run,
        scans,
        needBlood,
        DelayTable.read(
            run.storage(), run.config(), accepted.stream().map(scan -> scan.files().id()).toList()),
        models,
        stage);
  }

  /** Scans of the whole cohort that need blood, whichever of them are in hand. */
  private static List<ScanTable.Scan> ofCohort(RunContext run) {
    return ScanTable.acceptedOfCohort(run.tables()).stream()
        .filter(scan -> needsBlood(run.config(), scan))
        .toList();
  }

  /** What the models say about inputs, as text: how delays are fitted and who needs blood. */
  static String whatMatters(CohortConfig config) {
    Set<String> tracers = new TreeSet<>();
    for (ModelEntry entry : ModelEntries.all(config)) {
      if (entry.model().needsBlood()) {
        tracers.add(ModelEntries.tracers(config, entry.id()).toString());
      }
    }
    return ScanDelay.whatMatters(config) + " blood for " + tracers;
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

  /** The row of one scan from its rows of {@code regional_tacs}, without groups. */
  List<Row> of(List<Row> regions) {
    ScanTable.Scan scan = scans.get(regions.get(0).<String>getAs("scan"));
    double[] wholeBrain = WholeBrain.of(regions, scan.timing().size());
    List<String> flags = new ArrayList<>();
    BloodInput blood = null;
    ScanDelay.Found delay = ScanDelay.NONE;
    FrameWeights weights = FrameWeights.uniform(scan.timing().size());
    try {
      weights = weights(scan, wholeBrain, flags);
      if (needBlood.contains(scan.key())) {
        ScanMetadata metadata = Sidecar.read(storage, scan.files(), halfLives);
        blood =
            BloodReader.read(
                storage,
                scan.files(),
                metadata,
                config.blood().source(),
                config.blood().units().get(scan.key()),
                models);
        blood = PopulationTable.scaled(population, blood, config.blood().source(), scan.files());
        BloodChecks.requireScaleOfTissue(
            scan.key(), blood, Arrays.stream(wholeBrain).max().orElse(0));
        blood.flags().forEach(flag -> flags.add(flag.toString()));
        delay = delays.of(scan, wholeBrain, regions, blood.input(), flags);
      }
    } catch (ScanException e) {
      rejections.add(scan.key(), stage, e.getMessage());
      blood = null;
    }
    return List.of(row(scan, blood, delay, weights, flags, InputModels.cells(blood, models)));
  }

  private FrameWeights weights(ScanTable.Scan scan, double[] wholeBrain, List<String> flags)
      throws ScanException {
    WeightScheme scheme = config.curves().weights();
    boolean byDecay =
        scheme != WeightScheme.DURATION
            && scheme != WeightScheme.UNIFORM
            && scheme != WeightScheme.FILE;
    boolean unknownDecay = byDecay && !(scan.halfLife() > 0);
    if (unknownDecay) {
      flags.add("weights_by_duration: half-life unknown");
    }
    return switch (unknownDecay ? WeightScheme.DURATION : scheme) {
      case INVERSE_VARIANCE ->
          FrameWeights.inverseVariance(scan.timing(), wholeBrain, scan.halfLife());
      case DURATION -> FrameWeights.byDuration(scan.timing());
      case DURATION_OVER_UNCORRECTED,
          ROOT_COUNTS,
          DURATION_OVER_CURVE_DOCUMENTED,
          DURATION_OVER_CURVE,
          ROOT_DURATION,
          DECAYED_DURATION,
          SQUARED_DURATION_OVER_UNCORRECTED ->
          meanOne(
              org.tacflow.curve.WeightScheme.valueOf(scheme.name())
                  .weights(scan.timing(), wholeBrain, scan.halfLife()));
      case UNIFORM -> FrameWeights.uniform(scan.timing().size());
      case FILE -> fromFile(scan);
    };
  }

  private static FrameWeights meanOne(FrameWeights weights) {
    double[] scaled = weights.toArray();
    double mean = Arrays.stream(scaled).average().orElseThrow();
    for (int f = 0; f < scaled.length; f++) {
      scaled[f] /= mean;
    }
    return FrameWeights.of(scaled);
  }

  private FrameWeights fromFile(ScanTable.Scan scan) throws ScanException {
    if (scan.files().weights() == null) {
      throw new ScanException(
          "Cannot weight frames of "
              + scan.key()
              + ": no _weights.tsv beside its curves (add it or change curves.weights)");
    }
    FrameWeights all =
        RegionalCurves.read(storage, scan.files(), Sidecar.read(storage, scan.files(), halfLives))
            .weights();
    return FrameWeights.of(Arrays.copyOf(all.toArray(), scan.timing().size()));
  }

  private static Row row(
      ScanTable.Scan scan,
      BloodInput blood,
      ScanDelay.Found delay,
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
