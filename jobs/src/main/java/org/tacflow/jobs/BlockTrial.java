package org.tacflow.jobs;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.Status;
import org.tacflow.kinetics.TacFitter;
import org.tacflow.tables.Tables;
import org.tacflow.udf.FitSchema;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContexts;
import scala.collection.Seq;

/**
 * The same fits from a table whose rows hold 2,048 curves: what such a table would save.
 *
 * <p>Curves are one binary column, frame after frame; the table of fits is that of {@link
 * FitVoxels}. For {@link JobBenchmark}: the published tables keep one row for a voxel, which
 * analysts read, unless blocks save more than a third of a job.
 */
final class BlockTrial {
  private static final int VOXELS = 2048;
  private static final String FUNCTION = "tacflow_block_trial";
  private static final StructType SCHEMA =
      new StructType()
          .add("scan", DataTypes.StringType)
          .add("voxels", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("regions", DataTypes.createArrayType(DataTypes.StringType))
          .add("tacs", DataTypes.BinaryType);

  private final RunContext run;
  private final String folder;

  BlockTrial(RunContext run) {
    this.run = run;
    this.folder = run.store().root() + "/runs/" + run.draft().id() + "/voxel_blocks";
  }

  /** Extracts the images into blocks. */
  void extract() {
    List<ScanTable.Scan> scans = ScanTable.accepted(run.draft());
    ImageVoxels voxels = new ImageVoxels(run, new CollectedMeans(run.spark()), "benchmark");
    run.spark()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(scans, scans.size())
                .flatMap(scan -> blocks(voxels.of(scan))),
            SCHEMA)
        .write()
        .option("compression", "zstd")
        .option(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, "1")
        .option("parquet.block.size", String.valueOf(4 << 20))
        .option("parquet.block.size.row.check.min", "8")
        .parquet(folder);
  }

  private static Iterator<Row> blocks(Iterator<VoxelTac> voxels) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return voxels.hasNext();
      }

      @Override
      public Row next() {
        List<VoxelTac> rows = new ArrayList<>();
        while (rows.size() < VOXELS && voxels.hasNext()) {
          rows.add(voxels.next());
        }
        return block(rows);
      }
    };
  }

  private static Row block(List<VoxelTac> rows) {
    int n = rows.size();
    int frames = rows.get(0).getTac().length;
    int[] indices = new int[n];
    String[] regions = new String[n];
    ByteBuffer bytes = ByteBuffer.allocate(4 * n * frames).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int v = 0; v < n; v++) {
      indices[v] = rows.get(v).getVoxel();
      regions[v] = rows.get(v).getRegion();
      float[] tac = rows.get(v).getTac();
      for (int f = 0; f < frames; f++) {
        floats.put(f * n + v, tac[f]);
      }
    }
    return RowFactory.create(rows.get(0).getScan(), indices, regions, bytes.array());
  }

  /** Fits the blocks and writes one row for every voxel. */
  void fit(ModelEntry entry) {
    StructType fits =
        new StructType()
            .add("voxel", DataTypes.IntegerType)
            .add("region", DataTypes.StringType)
            .add("fit", FitSchema.of(entry.model()));
    BlockFit function = new BlockFit(entry, ContextReader.broadcast(run));
    run.spark()
        .udf()
        .register(
            FUNCTION,
            functions.udf(function, DataTypes.createArrayType(fits)).asNondeterministic());
    Dataset<Row> rows =
        run.spark()
            .read()
            .schema(SCHEMA)
            .parquet(folder)
            .select(
                col("scan"),
                inline(
                    call_udf(FUNCTION, col("scan"), col("voxels"), col("regions"), col("tacs"))));
    run.draft()
        .writePartition(
            Tables.VOXEL_FITS,
            "blocks",
            Fits.columns(rows, List.of("scan", "voxel", "region"), entry, Tables.VOXEL_FITS));
  }

  /** Fits all curves of one block. */
  private static final class BlockFit implements UDF4<String, Seq<?>, Seq<?>, byte[], Row[]> {
    private static final long serialVersionUID = 1L;

    private final ModelEntry entry;
    private final Broadcast<ScanContexts> contexts;
    private transient String boundScan;
    private transient TacFitter fitter;

    BlockFit(ModelEntry entry, Broadcast<ScanContexts> contexts) {
      this.entry = entry;
      this.contexts = contexts;
    }

    @Override
    public Row[] call(String scan, Seq<?> voxels, Seq<?> regions, byte[] tacs) {
      if (!scan.equals(boundScan)) {
        fitter = PureWork.bind(entry, contexts.value().get(scan));
        boundScan = scan;
      }
      FloatBuffer floats = ByteBuffer.wrap(tacs).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      int n = voxels.length();
      double[] curve = new double[floats.capacity() / n];
      Fit fit = Fit.of(entry.model());
      Row[] rows = new Row[n];
      for (int v = 0; v < n; v++) {
        for (int f = 0; f < curve.length; f++) {
          curve[f] = floats.get(f * n + v);
        }
        Status status = fitter.fit(curve, fit);
        rows[v] = RowFactory.create(voxels.apply(v), regions.apply(v), row(status, fit));
      }
      return rows;
    }

    private static Row row(Status status, Fit fit) {
      int parameters = fit.estimates().length;
      Object[] values = new Object[2 * parameters + 4];
      values[0] = status.name().toLowerCase(Locale.ROOT);
      for (int p = 0; p < parameters; p++) {
        values[2 + 2 * p] = Rows.orNull(fit.estimates()[p]);
        values[3 + 2 * p] = Rows.orNull(fit.standardErrors()[p]);
      }
      values[2 * parameters + 2] = Rows.orNull(fit.weightedRss());
      values[2 * parameters + 3] = fit.framesUsed();
      return RowFactory.create(values);
    }
  }
}
