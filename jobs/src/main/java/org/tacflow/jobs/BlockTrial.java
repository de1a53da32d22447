package org.tacflow.jobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.kinetics.Status;
import org.tacflow.tables.Tables;
import org.tacflow.tables.columnar.ColumnarFile;
import org.tacflow.udf.BoundCurves;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContexts;

/**
 * The same fits from a table whose rows hold 2,048 curves: what such a table would save.
 *
 * <p>Curves are one binary column, frame after frame; the table of fits is that of {@link
 * FitVoxels}. For {@link JobBenchmark}: the published tables keep one row for a voxel, which
 * analysts read, unless blocks save more than a third of a job.
 */
final class BlockTrial {
  private static final int VOXELS = 2048;
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
    List<ScanTable.Scan> scans = ScanTable.accepted(run.tables());
    ImageVoxels voxels = new ImageVoxels(run, new CollectedMeans(run.spark()), "benchmark");
    run.spark()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(scans, scans.size())
                .flatMap(scan -> blocks(voxels.of(scan), scan.timing().size())),
            SCHEMA)
        .write()
        .option("compression", "zstd")
        .option(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, "1")
        .option("parquet.block.size", String.valueOf(4 << 20))
        .option("parquet.page.size.row.check.min", "8")
        .parquet(folder);
  }

  private static Iterator<Row> blocks(VoxelRows voxels, int frames) {
    return new Iterator<>() {
      private boolean more = voxels.next();

      @Override
      public boolean hasNext() {
        return more;
      }

      @Override
      public Row next() {
        int[] indices = new int[VOXELS];
        String[] regions = new String[VOXELS];
        float[] tacs = new float[VOXELS * frames];
        int n = 0;
        while (more && n < VOXELS) {
          indices[n] = voxels.voxel();
          regions[n] = voxels.region();
          for (int f = 0; f < frames; f++) {
            tacs[f * VOXELS + n] = voxels.curve()[f];
          }
          n++;
          more = voxels.next();
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * n * frames).order(ByteOrder.LITTLE_ENDIAN);
        for (int f = 0; f < frames; f++) {
          bytes.asFloatBuffer().put(f * n, tacs, f * VOXELS, n);
        }
        return RowFactory.create(
            voxels.scan(), Arrays.copyOf(indices, n), Arrays.copyOf(regions, n), bytes.array());
      }
    };
  }

  /** Fits the blocks and writes one row for every voxel. */
  void fit(ModelEntry entry) {
    Broadcast<ScanContexts> contexts = ContextReader.broadcast(run);
    run.draft()
        .writePartition(
            Tables.VOXEL_FITS,
            "blocks",
            FitColumns.names(entry),
            run.spark().read().schema(SCHEMA).parquet(folder).javaRDD(),
            (blocks, rows) -> fit(entry, contexts, blocks, rows));
  }

  private static void fit(
      ModelEntry entry, Broadcast<ScanContexts> contexts, Iterator<Row> blocks, ColumnarFile rows)
      throws IOException {
    BoundCurves bound = BoundCurves.ofVoxels(entry, contexts);
    FitColumns columns = new FitColumns(entry, rows);
    while (blocks.hasNext()) {
      Row block = blocks.next();
      String scan = block.getString(0);
      bound.bind(scan);
      List<Integer> voxels = block.getList(1);
      List<String> regions = block.getList(2);
      FloatBuffer tacs =
          ByteBuffer.wrap(block.getAs(3)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      int n = voxels.size();
      float[] curve = new float[tacs.capacity() / n];
      for (int v = 0; v < n; v++) {
        for (int f = 0; f < curve.length; f++) {
          curve[f] = tacs.get(f * n + v);
        }
        Status status = bound.fit(curve, 0, curve.length);
        columns.add(scan, voxels.get(v), regions.get(v), status, bound);
      }
    }
  }
}
