package org.tacflow.udf;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The voxel fit functions of one session for its jobs: {@code tacflow_fits.tacflow_2tcm(scan,
 * tac)}.
 *
 * <p>A catalog is how Spark's public interface takes functions that work on its own values.
 */
public final class FitCatalog implements FunctionCatalog {
  private static final String NAME = "tacflow_fits";

  private final Map<String, BoundFunction> functions = new ConcurrentHashMap<>();

  /** For Spark, which makes the catalog of a session when it is first named. */
  public FitCatalog() {}

  /** Gives the session the functions of a run, in place of earlier ones of the same name. */
  static void register(
      SparkSession spark, List<ModelEntry> entries, Broadcast<ScanContexts> contexts) {
    spark.conf().set("spark.sql.catalog." + NAME, FitCatalog.class.getName());
    FitCatalog catalog =
        (FitCatalog)
            ((org.apache.spark.sql.classic.SparkSession) spark)
                .sessionState()
                .catalogManager()
                .catalog(NAME);
    for (ModelEntry entry : entries) {
      catalog.functions.put(entry.functionName(), new VoxelFitFunction(entry, contexts));
    }
  }

  /** Name by which a job calls the function of a model entry. */
  public static String nameOf(ModelEntry entry) {
    return NAME + "." + entry.functionName();
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {
    // Nothing is configured: the driver puts the functions in.
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return functions.keySet().stream()
        .sorted()
        .map(function -> Identifier.of(new String[0], function))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    BoundFunction function = functions.get(identifier.name());
    if (function == null) {
      throw new NoSuchFunctionException(identifier);
    }
    return new Found(function);
  }

  /** A function whose types do not depend on what it is given. */
  private record Found(BoundFunction function) implements UnboundFunction {
    @Override
    public BoundFunction bind(StructType inputType) {
      return function;
    }

    @Override
    public String name() {
      return function.name();
    }

    @Override
    public String description() {
      return "(scan STRING, tac ARRAY<FLOAT>) -> " + function.resultType().sql();
    }
  }
}
