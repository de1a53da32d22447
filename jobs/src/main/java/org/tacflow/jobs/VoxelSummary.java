package org.tacflow.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.kinetics.Parameter;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;
import org.tacflow.tables.VoxelFile;
import org.tacflow.tables.columnar.ColumnarPart;
import scala.Tuple2;

/**
 * Voxel fits summarised by region and region group.
 *
 * <p>One task reads all files of a scan and model, column by column, and takes the voxels in the
 * order of their index: sums have the same bits whatever the files were, and no voxel is moved.
 */
final class VoxelSummary implements PairFlatMapFunction<VoxelSummary.Fitted, String, Outcome> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, List<Parameter>> parameters;
  private final Storage storage;

  private VoxelSummary(HashMap<String, List<Parameter>> parameters, Storage storage) {
    this.parameters = parameters;
    this.storage = storage;
  }

  /**
   * The voxel fits of one scan by one model entry.
   *
   * @param files in which they are
   * @param targets of every region: itself and the groups that it is a member of
   */
  record Fitted(
      String scan, String model, List<ColumnarPart> files, HashMap<String, List<RegionId>> targets)
      implements Serializable {}

  /** By scan: an outcome per region or group, model and parameter. */
  static JavaPairRDD<String, Outcome> of(RunContext run, List<OutcomeScan> scans)
      throws IOException {
    List<Fitted> fitted = fitted(run, scans);
    VoxelSummary summary = new VoxelSummary(OutcomeRows.parameters(run.config()), run.storage());
    return JavaSparkContext.fromSparkContext(run.spark().sparkContext())
        .parallelize(fitted, run.tasksOf(fitted.size()))
        .flatMapToPair(summary);
  }

  private static List<Fitted> fitted(RunContext run, List<OutcomeScan> scans) throws IOException {
    Map<String, HashMap<String, List<RegionId>>> targets = targets(run.config(), scans);
    Map<String, Fitted> fitted = new TreeMap<>();
    for (VoxelFile file : run.tables().voxelFiles(Tables.VOXEL_FITS)) {
      HashMap<String, List<RegionId>> own = targets.get(file.scan());
      // Without regions, a scan is not in hand.
      if (own != null) {
        fitted
            .computeIfAbsent(
                file.scan() + "/" + file.partition(),
                unit -> new Fitted(file.scan(), file.partition(), new ArrayList<>(), own))
            .files()
            .add(new ColumnarPart(file.path(), 0, file.bytes()));
      }
    }
    return List.copyOf(fitted.values());
  }

  /** By scan: each region as itself and as a member of its groups. */
  private static Map<String, HashMap<String, List<RegionId>>> targets(
      CohortConfig config, List<OutcomeScan> scans) {
    Map<String, HashMap<String, List<RegionId>>> targets = new HashMap<>();
    for (OutcomeScan scan : scans) {
      HashMap<String, List<RegionId>> own = new HashMap<>();
      for (OutcomeScan.Region region : scan.regions()) {
        if (!region.id().isGroup()) {
          own.put(region.id().name(), new ArrayList<>(List.of(region.id())));
        }
      }
      // Scan by scan, as the mean curves do it: what a group is never depends on other scans.
      Registries.packaged()
          .regions()
          .resolve(config.regionGroups(), own.keySet())
          .forEach(
              (group, members) ->
                  members.forEach(member -> own.get(member).add(new RegionId(group, true))));
      targets.put(scan.scan(), own);
    }
    return targets;
  }

  @Override
  public Iterator<Tuple2<String, Outcome>> call(Fitted fitted) throws IOException {
    List<Parameter> wanted = parameters.getOrDefault(fitted.model(), List.of());
    ScanColumns voxels =
        ScanColumns.read(
            fitted.files(), wanted.stream().map(Parameter::name).toList(), storage.configuration());
    List<Tuple2<String, Outcome>> outcomes = new ArrayList<>();
    voxels
        .places(fitted.targets())
        .forEach(
            (region, places) -> {
              for (int p = 0; p < wanted.size(); p++) {
                Outcome outcome =
                    outcome(region, fitted.model(), wanted.get(p), voxels.numbers(p), places);
                outcomes.add(new Tuple2<>(fitted.scan(), outcome));
              }
            });
    return outcomes.iterator();
  }

  private static Outcome outcome(
      RegionId region, String model, Parameter parameter, double[] numbers, int[] places) {
    double[] values = new double[places.length];
    int n = 0;
    for (int place : places) {
      if (!Double.isNaN(numbers[place])) {
        values[n++] = numbers[place];
      }
    }
    return Outcome.ofVoxels(
        region,
        model,
        parameter.name(),
        parameter.unit(),
        RegionStatistics.of(Arrays.copyOf(values, n)),
        places.length,
        places.length - n);
  }
}
