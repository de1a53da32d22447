package org.tacflow.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.Parameter;

/** The struct that a fit function returns, derived from the parameters of its model. */
public final class FitSchema {
  private FitSchema() {}

  /**
   * {@code status, bounds_hit}, each parameter and its {@code _se}, {@code weighted_rss,
   * frames_used}.
   */
  public static StructType of(KineticModel<?> model) {
    List<StructField> fields = new ArrayList<>();
    fields.add(DataTypes.createStructField("status", DataTypes.StringType, false));
    fields.add(DataTypes.createStructField("bounds_hit", DataTypes.StringType, true));
    for (Parameter p : model.parameters()) {
      fields.add(number(p.name(), p.unit(), p.meaning()));
      fields.add(number(p.name() + "_se", p.unit(), "standard error of " + p.name()));
    }
    fields.add(number("weighted_rss", "(kBq/mL)2", "sum of weight times squared residual"));
    fields.add(DataTypes.createStructField("frames_used", DataTypes.IntegerType, false));
    return DataTypes.createStructType(fields);
  }

  private static StructField number(String name, String unit, String meaning) {
    return DataTypes.createStructField(name, DataTypes.DoubleType, true)
        .withComment("[" + unit + "] " + meaning);
  }
}
