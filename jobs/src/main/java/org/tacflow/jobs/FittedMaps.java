package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.NiftiHeader;
import org.tacflow.bids.ScanException;
import org.tacflow.config.InputException;
import org.tacflow.config.Voxelwise;
import org.tacflow.kinetics.Parameter;
import org.tacflow.tables.Tables;

/**
 * Maps made of the run's own voxel fits; the grid is that of the scan's label image.
 *
 * <p>The driver holds the fitted voxels of one model and outcome, 8 bytes per scan and voxel, and
 * one whole map at a time.
 */
final class FittedMaps implements MapSource {
  private static final StructType MAP =
      new StructType().add("scan", DataTypes.StringType).add("map", DataTypes.BinaryType);

  private final RunContext run;
  private final ScanScores scores;
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, byte[]> maps = new HashMap<>();
  private MapKind loaded;

  FittedMaps(RunContext run) {
    this.run = run;
    this.scores = ScanScores.of(run);
    for (Row scan : ScanTable.rows(run.tables())) {
      labels.put(scan.getAs("scan"), scan.getAs("labels"));
    }
  }

  @Override
  public MapKind kind(Voxelwise.Test test) {
    Set<String> tracers = new TreeSet<>();
    if (test.tracer().isEmpty()) {
      Set<String> fitted = new HashSet<>(fitted(test).keySet());
      cohort().stream()
          .filter(row -> fitted.contains(row.<String>getAs("scan")))
          .forEach(row -> tracers.add(row.getAs("tracer")));
      if (tracers.size() > 1) {
        throw new InputException(
            "Cannot make voxelwise test "
                + test.name()
                + ": the maps are of "
                + String.join(", ", tracers)
                + " (name one as its tracer)");
      }
    }
    String tracer = tracers.isEmpty() ? test.tracer() : tracers.iterator().next();
    return new MapKind(tracer, test.model(), outcome(test));
  }

  @Override
  public List<CaseScan> scans(Voxelwise.Test test) {
    String tracer = kind(test).tracer();
    Set<String> fitted = fitted(test).keySet();
    return cohort().stream()
        .filter(row -> tracer.equals(row.<String>getAs("tracer")))
        .map(CaseScan::of)
        .map(scan -> fitted.contains(scan.scan()) ? scan : scan.withValue(null))
        .toList();
  }

  private List<Row> cohort() {
    return run.tables()
        .read(Tables.COHORT)
        .where("status = 'joined'")
        .withColumn("years", lit(null).cast("double"))
        .withColumn("value", lit(1.0))
        .withColumn("estimates_differ", lit(false))
        .orderBy("scan")
        .collectAsList();
  }

  @Override
  public Double score(CaseScan scan, String scale) {
    return scores.score(scan, scale);
  }

  @Override
  public ImageGrid grid(CaseScan scan, Voxelwise.Test test) throws ScanException {
    return NiftiHeader.read(run.storage(), labels.get(scan.scan())).grid();
  }

  @Override
  public float[] read(CaseScan scan, Voxelwise.Test test) throws ScanException {
    float[] map = new float[grid(scan, test).voxels()];
    Arrays.fill(map, Float.NaN);
    ByteBuffer packed = ByteBuffer.wrap(fitted(test).get(scan.scan()));
    while (packed.hasRemaining()) {
      map[packed.getInt()] = packed.getFloat();
    }
    return map;
  }

  private String outcome(Voxelwise.Test test) {
    List<Parameter> parameters = OutcomeRows.parameters(run.config()).get(test.model());
    if (parameters == null) {
      throw new InputException(
          "Invalid model of voxelwise test "
              + test.name()
              + ": "
              + test.model()
              + " (must be the id of an entry of models)");
    }
    List<String> names = parameters.stream().map(Parameter::name).toList();
    if (!test.outcome().isEmpty() && !names.contains(test.outcome())) {
      throw new InputException(
          "Invalid outcome of voxelwise test "
              + test.name()
              + ": "
              + test.outcome()
              + " (must be one of "
              + String.join(", ", names)
              + ")");
    }
    return test.outcome().isEmpty() ? names.get(0) : test.outcome();
  }

  /** The fitted voxels of each scan; kept until a test asks for another model or outcome. */
  private Map<String, byte[]> fitted(Voxelwise.Test test) {
    MapKind asked = new MapKind("", test.model(), outcome(test));
    if (!asked.equals(loaded)) {
      maps.clear();
      run.tables()
          .read(Tables.VOXEL_FITS)
          .where(col("model").equalTo(asked.model()).and(col(asked.outcome()).isNotNull()))
          .select(col("scan"), col("voxel"), col(asked.outcome()))
          .repartition(col("scan"))
          .sortWithinPartitions("scan", "voxel")
          .mapPartitions(
              (MapPartitionsFunction<Row, Row>)
                  part -> new ConsecutiveGroups(part, 1, FittedMaps::map),
              Encoders.row(MAP))
          .collectAsList()
          .forEach(row -> maps.put(row.getString(0), row.getAs("map")));
      loaded = asked;
    }
    return maps;
  }

  // Index and value of each voxel, one after the other: a list of numbers would be objects.
  private static List<Row> map(List<Row> voxels) {
    ByteBuffer packed = ByteBuffer.allocate((Integer.BYTES + Float.BYTES) * voxels.size());
    for (Row voxel : voxels) {
      packed.putInt(voxel.getInt(1)).putFloat((float) voxel.getDouble(2));
    }
    return List.of(RowFactory.create(voxels.get(0).getString(0), packed.array()));
  }
}
