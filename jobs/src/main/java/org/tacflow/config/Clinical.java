package org.tacflow.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How participants and scores are read.
 *
 * @param groupColumn column of participants with the diagnosis; empty means one stratum {@code all}
 * @param genotypeColumn column with rs6971; empty means the usual names are tried
 * @param countedAllele {@code low} or {@code high} when the genotype is written 0, 1, 2; empty
 *     refuses numbers
 * @param scoreTables extra tables: path and mapping of columns to scales
 * @param windowDays largest gap between scan and visit, days
 * @param scoreColumns column name to scale id, beside the names that the registry knows; for the
 *     data set's own tables
 * @param scales scales beside those of the registry
 * @param people what else is read of people
 * @param derived scales that are computed
 */
public record Clinical(
    String groupColumn,
    String genotypeColumn,
    String countedAllele,
    List<ScoreTable> scoreTables,
    int windowDays,
    Map<String, String> scoreColumns,
    List<OwnScale> scales,
    People people,
    DerivedScales derived)
    implements Serializable {

  /** Copies the list. */
  public Clinical {
    scales = List.copyOf(scales);
  }

  /** With the scales of the registry, the usual columns about people and computed scales. */
  public Clinical(
      String groupColumn,
      String genotypeColumn,
      String countedAllele,
      List<ScoreTable> scoreTables,
      int windowDays,
      Map<String, String> scoreColumns) {
    this(
        groupColumn,
        genotypeColumn,
        countedAllele,
        scoreTables,
        windowDays,
        scoreColumns,
        List.of(),
        People.usual(),
        DerivedScales.usual());
  }

  /** With the column names that the registry knows. */
  public Clinical(
      String groupColumn,
      String genotypeColumn,
      String countedAllele,
      List<ScoreTable> scoreTables,
      int windowDays) {
    this(groupColumn, genotypeColumn, countedAllele, scoreTables, windowDays, Map.of());
  }
}
