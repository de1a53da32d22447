package org.tacflow.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.kinetics.Parameter;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;

/**
 * Voxel fits summarised by region and region group.
 *
 * <p>The voxels of one region, scan and model come together in the order of their index, so that
 * sums have the same bits whatever the partitions were. Only estimates are moved, no curves.
 */
final class VoxelSummary implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, List<Parameter>> parameters;

  private VoxelSummary(HashMap<String, List<Parameter>> parameters) {
    this.parameters = parameters;
  }

  /** One row per scan, region or group, model and parameter. */
  static Dataset<Row> of(RunContext run) {
    HashMap<String, List<Parameter>> parameters = OutcomeRows.parameters(run.config());
    TreeSet<String> names = new TreeSet<>();
    parameters.values().forEach(list -> list.forEach(p -> names.add(p.name())));
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    for (String key : List.of("scan", "model", "target", "is_group", "voxel")) {
      columns.add(col(key));
    }
    names.forEach(name -> columns.add(col(name)));
    return run.draft()
        .read(Tables.VOXEL_FITS)
        .join(broadcast(targets(run)), new String[] {"scan", "region"})
        .select(columns.toArray(new org.apache.spark.sql.Column[0]))
        .repartition(col("scan"), col("model"), col("target"), col("is_group"))
        .sortWithinPartitions("scan", "model", "target", "is_group", "voxel")
        .mapPartitions(new VoxelSummary(parameters), Encoders.row(OutcomeRows.SCHEMA));
  }

  /** Each region of a scan as itself and as a member of its groups. */
  private static Dataset<Row> targets(RunContext run) {
    Map<String, List<String>> regions = new TreeMap<>();
    for (Row region :
        run.draft()
            .read(Tables.REGIONAL_TACS)
            .where("not is_group")
            .select("scan", "region")
            .distinct()
            .orderBy("scan", "region")
            .collectAsList()) {
      regions
          .computeIfAbsent(region.getString(0), scan -> new ArrayList<>())
          .add(region.getString(1));
    }
    List<Row> rows = new ArrayList<>();
    // Scan by scan, as the mean curves do it: what a group is never depends on other scans.
    regions.forEach(
        (scan, own) -> {
          own.forEach(region -> rows.add(RowFactory.create(scan, region, region, false)));
          Registries.packaged()
              .regions()
              .resolve(run.config().regionGroups(), own)
              .forEach(
                  (group, members) ->
                      members.forEach(
                          member -> rows.add(RowFactory.create(scan, member, group, true))));
        });
    return run.spark()
        .createDataFrame(
            rows,
            new StructType()
                .add("scan", DataTypes.StringType)
                .add("region", DataTypes.StringType)
                .add("target", DataTypes.StringType)
                .add("is_group", DataTypes.BooleanType))
        .distinct();
  }

  @Override
  public Iterator<Row> call(Iterator<Row> voxels) {
    return new ConsecutiveGroups(voxels, 4, this::summarize);
  }

  private List<Row> summarize(List<Row> group) {
    Row head = group.get(0);
    List<Row> rows = new ArrayList<>();
    for (Parameter p : parameters.getOrDefault(head.<String>getAs("model"), List.of())) {
      rows.add(summary(head, group, p));
    }
    return rows;
  }

  private static Row summary(Row head, List<Row> group, Parameter p) {
    int column = head.fieldIndex(p.name());
    double[] values = new double[group.size()];
    int n = 0;
    for (Row voxel : group) {
      if (!voxel.isNullAt(column)) {
        values[n++] = voxel.getDouble(column);
      }
    }
    RegionStatistics statistics = RegionStatistics.of(Arrays.copyOf(values, n));
    return RowFactory.create(
        head.getString(0),
        head.getString(2),
        head.getBoolean(3),
        head.getString(1),
        p.name(),
        p.unit(),
        "voxels",
        Rows.orNull(statistics.median()),
        null,
        Rows.orNull(statistics.mean()),
        Rows.orNull(statistics.sd()),
        Rows.orNull(statistics.median()),
        group.size(),
        group.size() - n,
        n > 0 ? "converged" : "no_voxel_converged");
  }
}
