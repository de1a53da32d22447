package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.bids.DerivativeNames.ModelLabel;
import org.tacflow.bids.DerivativeNames.Standard;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import org.tacflow.report.ReportFolder;
import org.tacflow.report.ScanPage;
import org.tacflow.report.SlicePicture;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContexts;

/**
 * {@code published tables → report/scan-<key>.html}: one page per accepted scan.
 *
 * <p>What a page shows comes to one task per scan as small pieces of JSON from every table; maps
 * are drawn where their voxels are. The driver holds metadata only.
 */
final class ScanReports implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String STAGE = "scan-report";
  private static final StructType PIECE =
      new StructType()
          .add("scan", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("json", DataTypes.StringType);

  private final transient RunContext run;
  private final transient Manifest manifest;
  private final Storage storage;
  private final String folder;
  private final HashMap<String, ExportScan> scans;
  private final ScanPictures pictures;
  private final ScanCurves curves;
  private final Rejections rejections;

  private ScanReports(RunContext run, Manifest manifest, String folder) throws IOException {
    this.run = run;
    this.manifest = manifest;
    this.storage = run.storage();
    this.folder = folder;
    this.scans = ExportScan.of(run);
    this.pictures = new ScanPictures(storage, folder);
    this.curves = new ScanCurves(run.config());
    this.rejections = run.rejections();
  }

  /**
   * Pages of a published run.
   *
   * @param limit of how many scans, spread over the cohort
   */
  static ScanReports of(RunContext run, Manifest manifest, String folder, int limit)
      throws IOException {
    ScanReports reports = new ScanReports(run, manifest, folder);
    reports.scans.keySet().retainAll(ScanPageList.spread(reports.scans.keySet(), limit));
    return reports;
  }

  /** Writes all pages and what they load. */
  void write() throws IOException {
    ReportFolder report = ReportFolder.of(storage, folder);
    report.writeAssets(ScanPage.empty());
    report.write("lib/colours.png", SlicePicture.bar());
    Broadcast<ScanContexts> contexts = ContextReader.broadcast(run);
    ScanPageData data = new ScanPageData(storage, scans, curves, contexts);
    Dataset<Row> pieces =
        piece("scan", read(Tables.SCANS))
            .unionByName(piece("input", read(Tables.INPUT_FUNCTIONS).drop("plasma_resamples")))
            .unionByName(piece("curve", read(Tables.REGIONAL_TACS)))
            .unionByName(piece("fit", read(Tables.REGIONAL_FITS)))
            .unionByName(piece("refused", read(Tables.REJECTED_SCANS)));
    if (!run.tables().read(Tables.VOXEL_FITS).isEmpty()) {
      pieces = pieces.unionByName(voxels()).unionByName(statuses()).unionByName(means());
      for (ModelEntry entry : ModelEntries.ofVoxels(run.config())) {
        pieces = pieces.unionByName(maps(entry));
      }
    }
    pieces
        .repartition(Math.max(1, scans.size()), col("scan"))
        .sortWithinPartitions("scan", "kind", "json")
        .foreachPartition(
            (ForeachPartitionFunction<Row>)
                rows ->
                    new ConsecutiveGroups(rows, 1, group -> page(data, group))
                        .forEachRemaining(row -> {}));
    Set<String> written = new HashSet<>(scans.keySet());
    rejections.all().stream()
        .filter(r -> r.stage().equals(STAGE))
        .forEach(r -> written.remove(r.scan()));
    ScanPageList.write(storage, folder, manifest, written);
  }

  private Dataset<Row> read(Table table) {
    return run.tables().read(table).where(col("scan").isin(scans.keySet().toArray()));
  }

  private static Dataset<Row> piece(String kind, Dataset<Row> rows) {
    return rows.select(col("scan"), lit(kind).as("kind"), to_json(struct(col("*"))).as("json"));
  }

  private List<Row> page(ScanPageData data, List<Row> pieces) {
    String scan = pieces.get(0).getString(0);
    // What was refused before it was a scan, and people without one, have no page.
    if (scans.containsKey(scan)) {
      try {
        scans.get(scan).names(Standard.BEP023);
        ReportFolder.of(storage, folder)
            .writeAlone(ScanPage.file(scan), ScanPage.of(scan, data.of(scan, pieces)));
      } catch (ScanException e) {
        rejections.add(scan, STAGE, e.getMessage());
      } catch (IOException e) {
        rejections.add(scan, STAGE, "Cannot write the page of " + scan + ": " + e.getMessage());
      }
    }
    return List.of();
  }

  /** The worst fit of each model, one worse than 95 % of them, and the one in the middle. */
  private Dataset<Row> voxels() {
    WindowSpec all = Window.partitionBy("scan", "model");
    Column rank = row_number().over(all.orderBy("weighted_rss", "voxel"));
    Column typical = col("rank").equalTo(col("of").plus(1).divide(2).cast("int"));
    Column poor = col("rank").equalTo(col("of").multiply(0.95).cast("int"));
    Dataset<Row> chosen =
        read(Tables.VOXEL_FITS)
            .where("weighted_rss is not null")
            .withColumn("rank", rank)
            .withColumn("of", count(lit(1)).over(all))
            .withColumn(
                "choice",
                when(col("rank").equalTo(col("of")), "worst")
                    .when(typical, "typical")
                    .when(poor, "worse than 95 %"))
            .where("choice is not null");
    return piece(
        "voxel",
        chosen.join(read(Tables.VOXEL_TACS).drop("region"), new String[] {"scan", "voxel"}));
  }

  private Dataset<Row> statuses() {
    return piece(
        "status",
        read(Tables.VOXEL_FITS).groupBy("scan", "model", "status").agg(count(lit(1)).as("voxels")));
  }

  private Dataset<Row> means() {
    List<ExportScan> images =
        scans.values().stream().filter(s -> s.scan().source().equals("images")).toList();
    return run.spark()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(images, Math.max(1, images.size()))
                .flatMap(
                    scan ->
                        pictured(scan.scan().key(), () -> List.of(pictures.mean(scan))).iterator()),
            PIECE);
  }

  private Dataset<Row> maps(ModelEntry entry) {
    Map<String, ModelLabel> labels = ModelLabels.of(run.config());
    ModelSidecar model = ModelSidecar.of(run.config(), entry, labels.get(entry.id()));
    List<Column> columns = new ArrayList<>(List.of(col("scan"), col("voxel"), col("status")));
    entry.model().parameters().forEach(p -> columns.add(col(p.name())));
    int numbers = columns.size() - 3;
    return read(Tables.VOXEL_FITS)
        .where(col("model").equalTo(entry.id()))
        .select(columns.toArray(new Column[0]))
        .repartition(Math.max(1, scans.size()), col("scan"))
        .sortWithinPartitions("scan", "voxel")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> maps(rows, model, numbers).iterator(),
            Encoders.row(PIECE));
  }

  private List<Row> maps(Iterator<Row> rows, ModelSidecar model, int numbers) {
    List<Row> pieces = new ArrayList<>();
    VoxelMaps.byScan(
        rows,
        model,
        numbers,
        (scan, maps) ->
            pieces.addAll(pictured(scan, () -> pictures.maps(scans.get(scan), model, maps))));
    return pieces;
  }

  /** What draws pictures of one scan. */
  private interface Drawing {
    List<String> draw() throws ScanException, IOException;
  }

  private List<Row> pictured(String scan, Drawing drawing) {
    try {
      scans.get(scan).names(Standard.BEP023);
      return drawing.draw().stream().map(json -> RowFactory.create(scan, "map", json)).toList();
    } catch (ScanException e) {
      rejections.add(scan, STAGE, e.getMessage());
    } catch (IOException e) {
      rejections.add(scan, STAGE, "Cannot draw maps of " + scan + ": " + e.getMessage());
    }
    return List.of();
  }
}
