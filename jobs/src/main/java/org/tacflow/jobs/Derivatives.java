package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DatasetText;
import org.tacflow.bids.DerivativeNames;
import org.tacflow.bids.DerivativeNames.ModelLabel;
import org.tacflow.bids.DerivedDataset;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import org.tacflow.kinetics.Parameter;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;

/**
 * {@code voxel_fits, regional_fits, regional_tacs, input_functions → a BIDS data set}.
 *
 * <p>Rows go by scan to the executors, and a task writes the files of its scans; the driver holds
 * metadata only.
 */
final class Derivatives implements Serializable {
  private static final long serialVersionUID = 1L;
  static final String STAGE = "export";

  private final transient RunContext run;
  private final Storage storage;
  private final String folder;
  private final DerivativeNames.Standard standard;
  private final HashMap<String, ExportScan> scans;
  private final HashMap<String, ModelSidecar> models = new HashMap<>();
  private final Rejections rejections;

  Derivatives(RunContext run, String folder, DerivativeNames.Standard standard) throws IOException {
    this.run = run;
    this.storage = run.storage();
    this.folder = folder;
    this.standard = standard;
    this.scans = ExportScan.of(run);
    this.rejections = run.rejections();
    Map<String, ModelLabel> labels = ModelLabels.of(run.config());
    for (ModelEntry entry : ModelEntries.all(run.config())) {
      models.put(entry.id(), ModelSidecar.of(run.config(), entry, labels.get(entry.id())));
    }
  }

  /** Scans whose files could not be written, with the reason. */
  Rejections rejections() {
    return rejections;
  }

  /** What is done with the files of one scan. */
  private interface Writing {
    void write(DatasetText files, ExportScan scan, DerivativeNames names)
        throws ScanException, IOException;
  }

  private void forScan(String key, Writing writing) {
    try {
      ExportScan scan = scans.get(key);
      if (scan == null) {
        throw new ScanException("Cannot export " + key + ": it is not in table scans (run again)");
      }
      writing.write(new DatasetText(storage, folder), scan, scan.names(standard));
    } catch (ScanException e) {
      rejections.add(key, STAGE, e.getMessage());
    } catch (IOException e) {
      rejections.add(key, STAGE, "Cannot write derivatives of " + key + ": " + e.getMessage());
    }
  }

  private Dataset<Row> byScan(Dataset<Row> rows, String... order) {
    return rows.repartition(Math.max(1, scans.size()), col("scan"))
        .sortWithinPartitions(order[0], java.util.Arrays.copyOfRange(order, 1, order.length));
  }

  /** Writes the maps of every voxel model; their standard errors too where wanted. */
  void maps(boolean standardErrors) {
    for (ModelEntry entry : ModelEntries.ofVoxels(run.config())) {
      ModelSidecar model = models.get(entry.id());
      List<Column> columns = new ArrayList<>(List.of(col("scan"), col("voxel"), col("status")));
      entry.model().parameters().forEach(p -> columns.add(col(p.name())));
      if (standardErrors) {
        entry.model().parameters().forEach(p -> columns.add(col(p.name() + "_se")));
      }
      int numbers = columns.size() - 3;
      Dataset<Row> fits =
          run.tables()
              .read(Tables.VOXEL_FITS)
              .where(col("model").equalTo(entry.id()))
              .select(columns.toArray(new Column[0]));
      byScan(fits, "scan", "voxel")
          .foreachPartition(
              (ForeachPartitionFunction<Row>)
                  rows ->
                      VoxelMaps.byScan(
                          rows,
                          model,
                          numbers,
                          (key, maps) ->
                              forScan(
                                  key,
                                  (files, scan, names) ->
                                      maps.write(storage, files, scan, names))));
    }
  }

  /** Writes the tables of regions and the inputs, where the standard has names for them. */
  void tables() {
    if (standard == DerivativeNames.Standard.RELEASED) {
      return;
    }
    Column parcellation =
        when(col("is_group"), lit("groups")).otherwise(col("parcellation")).as("seg");
    Dataset<Row> curves =
        run.tables()
            .read(Tables.REGIONAL_TACS)
            .select(col("scan"), parcellation, col("region"), col("is_group"), col("tac"));
    forGroups(
        byScan(curves, "scan", "seg", "region"),
        2,
        (group, region) -> region.curves(group.get(0).getString(1), group));
    List<Column> columns = new ArrayList<>(List.of(col("scan"), col("model"), col("seg")));
    columns.addAll(List.of(col("region"), col("is_group"), col("status")));
    for (Parameter p : Tables.fitParameters()) {
      columns.add(col(p.name()));
      columns.add(col(p.name() + "_se"));
    }
    Dataset<Row> fits =
        run.tables()
            .read(Tables.REGIONAL_FITS)
            .join(curves.drop("tac"), new String[] {"scan", "region", "is_group"})
            .select(columns.toArray(new Column[0]));
    forGroups(
        byScan(fits, "scan", "model", "seg", "region"),
        3,
        (group, region) -> {
          Row first = group.get(0);
          region.parameters(models.get(first.getString(1)), first.getString(2), group);
        });
    byScan(run.tables().read(Tables.INPUT_FUNCTIONS), "scan")
        .foreachPartition(
            (ForeachPartitionFunction<Row>)
                rows ->
                    rows.forEachRemaining(
                        row ->
                            forScan(
                                row.getAs("scan"),
                                (files, scan, names) ->
                                    InputTable.write(files, scan, names, row))));
  }

  /** What is done with the rows of one table of a scan. */
  private interface GroupWriting extends Serializable {
    void write(List<Row> group, RegionTables region) throws ScanException, IOException;
  }

  private void forGroups(Dataset<Row> rows, int keys, GroupWriting writing) {
    rows.foreachPartition(
        (ForeachPartitionFunction<Row>)
            partition ->
                new ConsecutiveGroups(
                        partition,
                        keys,
                        group -> {
                          forScan(
                              group.get(0).getString(0),
                              (files, scan, names) ->
                                  writing.write(
                                      group, new RegionTables(storage, files, scan, names)));
                          return List.of();
                        })
                    .forEachRemaining(row -> {}));
  }

  /** Writes the description of the data set, last: a tree without it is not finished. */
  void describe() throws IOException {
    DerivedDataset.describe(
        storage,
        folder,
        run.config().name(),
        run.config().bidsDir(),
        Version.current(),
        run.store().current().orElseThrow().run());
  }
}
