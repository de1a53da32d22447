package org.tacflow.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A clinical scale that a configuration brings, in the words of {@code registry/scales.csv}.
 *
 * @param id what tables and other keys call it
 * @param name full name
 * @param continuous whether any number of the range is a score; else the numbers lie on steps
 * @param minimum smallest value; NaN when open
 * @param maximum largest value; NaN when open
 * @param step distance of neighbouring values; NaN when there is none
 * @param allowedValues the only values, when they are not evenly spaced; else empty
 * @param severitySign +1 when larger is worse, −1 when larger is better, 0 without a direction
 * @param specialCodes number written in place of a score, and what it means
 * @param columns column names of tables that hold it, beside its id
 */
public record OwnScale(
    String id,
    String name,
    boolean continuous,
    double minimum,
    double maximum,
    double step,
    List<Double> allowedValues,
    int severitySign,
    Map<String, String> specialCodes,
    List<String> columns)
    implements Serializable {

  /** Copies. */
  public OwnScale {
    allowedValues = List.copyOf(allowedValues);
    specialCodes = Map.copyOf(specialCodes);
    columns = List.copyOf(columns);
  }
}
