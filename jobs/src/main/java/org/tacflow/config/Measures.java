package org.tacflow.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Regional measures beside those that a model gives.
 *
 * @param ratios regions over other regions
 * @param asymmetry regions with a left and a right side
 * @param contralateral regions told apart by the more affected side of the body
 * @param tables regional values that were made elsewhere
 */
public record Measures(
    List<Ratio> ratios, List<String> asymmetry, List<String> contralateral, List<Values> tables)
    implements Serializable {

  /** Copies the lists. */
  public Measures {
    ratios = List.copyOf(ratios);
    asymmetry = List.copyOf(asymmetry);
    contralateral = List.copyOf(contralateral);
    tables = List.copyOf(tables);
  }

  /** No such measures. */
  public static Measures none() {
    return new Measures(List.of(), List.of(), List.of(), List.of());
  }

  /**
   * An outcome of one region over the same outcome of another.
   *
   * @param region numerator
   * @param over denominator
   */
  public record Ratio(String region, String over) implements Serializable {}

  /**
   * A table of regional values of one tracer and outcome.
   *
   * @param path file, TSV or CSV
   * @param tracer registry id or name of the tracer
   * @param outcome outcome in the words of this program: SUVR, perfusion, VT
   * @param unit its unit
   * @param participantColumn column with the participant
   * @param sessionColumn column with the session; empty without
   * @param regionColumn column with the region, where a row is one region; empty where a row is a
   *     person
   * @param valueColumn column with the value beside it
   * @param regions column name to region, where a row is a person
   * @param referenceRegion what the values are relative to; empty without
   */
  public record Values(
      @NotHashed String path,
      String tracer,
      String outcome,
      String unit,
      String participantColumn,
      String sessionColumn,
      String regionColumn,
      String valueColumn,
      Map<String, String> regions,
      String referenceRegion)
      implements Serializable {}
}
