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
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.bids.Storage;
import org.tacflow.kinetics.Parameter;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;
import org.tacflow.tables.VoxelFile;
import org.tacflow.tables.columnar.ColumnarPart;

/**
 * Voxel fits summarised by region and region group.
 *
 * <p>One task reads all files of a scan and model, column by column, and takes the voxels in the
 * order of their index: sums have the same bits whatever the files were, and no voxel is moved.
 */
final class VoxelSummary implements FlatMapFunction<VoxelSummary.Fitted, Row> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, List<Parameter>> parameters;
  private final Storage storage;

  private VoxelSummary(HashMap<String, List<Parameter>> parameters, Storage storage) {
    this.parameters = parameters;
    this.storage = storage;
  }

  /** What voxels are summarised into: a region, or a group of regions of a name. */
  private record Target(String name, boolean isGroup) implements Serializable {}

  /**
   * The voxel fits of one scan by one model entry.
   *
   * @param files in which they are
   * @param targets of every region: itself and the groups that it is a member of
   */
  record Fitted(
      String scan, String model, List<ColumnarPart> files, HashMap<String, List<Target>> targets)
      implements Serializable {}

  /** One row per scan, region or group, model and parameter. */
  static Dataset<Row> of(RunContext run) throws IOException {
    List<Fitted> fitted = fitted(run);
    VoxelSummary summary = new VoxelSummary(OutcomeRows.parameters(run.config()), run.storage());
    return run.spark()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(fitted, run.tasksOf(fitted.size()))
                .flatMap(summary),
            OutcomeRows.SCHEMA);
  }

  private static List<Fitted> fitted(RunContext run) throws IOException {
    Map<String, HashMap<String, List<Target>>> targets = targets(run);
    Map<String, Fitted> fitted = new TreeMap<>();
    for (VoxelFile file : run.draft().voxelFiles(Tables.VOXEL_FITS)) {
      HashMap<String, List<Target>> own = targets.get(file.scan());
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

  /** By scan in hand: each region as itself and as a member of its groups. */
  private static Map<String, HashMap<String, List<Target>>> targets(RunContext run) {
    Map<String, HashMap<String, List<Target>>> targets = new TreeMap<>();
    for (Row region : run.draft().rows(Tables.REGIONAL_TACS)) {
      if (!region.<Boolean>getAs("is_group")) {
        String name = region.getAs("region");
        targets
            .computeIfAbsent(region.getAs("scan"), scan -> new HashMap<>())
            .put(name, new ArrayList<>(List.of(new Target(name, false))));
      }
    }
    // Scan by scan, as the mean curves do it: what a group is never depends on other scans.
    for (HashMap<String, List<Target>> own : targets.values()) {
      Registries.packaged()
          .regions()
          .resolve(run.config().regionGroups(), own.keySet())
          .forEach(
              (group, members) ->
                  members.forEach(member -> own.get(member).add(new Target(group, true))));
    }
    return targets;
  }

  @Override
  public Iterator<Row> call(Fitted fitted) throws IOException {
    List<Parameter> wanted = parameters.getOrDefault(fitted.model(), List.of());
    ScanColumns voxels =
        ScanColumns.read(
            fitted.files(), wanted.stream().map(Parameter::name).toList(), storage.configuration());
    List<Row> rows = new ArrayList<>();
    voxels
        .places(fitted.targets())
        .forEach(
            (target, places) -> {
              for (int p = 0; p < wanted.size(); p++) {
                rows.add(row(fitted, target, wanted.get(p), voxels.numbers(p), places));
              }
            });
    return rows.iterator();
  }

  private static Row row(
      Fitted fitted, Target target, Parameter parameter, double[] numbers, int[] places) {
    double[] values = new double[places.length];
    int n = 0;
    for (int place : places) {
      if (!Double.isNaN(numbers[place])) {
        values[n++] = numbers[place];
      }
    }
    RegionStatistics statistics = RegionStatistics.of(Arrays.copyOf(values, n));
    return RowFactory.create(
        fitted.scan(),
        target.name(),
        target.isGroup(),
        fitted.model(),
        parameter.name(),
        parameter.unit(),
        "voxels",
        Rows.orNull(statistics.median()),
        null,
        Rows.orNull(statistics.mean()),
        Rows.orNull(statistics.sd()),
        Rows.orNull(statistics.median()),
        places.length,
        places.length - n,
        n > 0 ? "converged" : "no_voxel_converged");
  }
}
