package org.tacflow.jobs;

import org.apache.spark.sql.Row;

/**
 * One scan of a case with what is known of its person.
 *
 * @param value the outcome, null when there is none
 * @param age years, null when unknown
 */
record CaseScan(
    String scan,
    String participant,
    String session,
    String disease,
    String subgroup,
    String site,
    Double age,
    String sex,
    String genotype,
    Double value,
    boolean estimatesDiffer) {

  static CaseScan of(Row row) {
    return new CaseScan(
        row.getAs("scan"),
        row.getAs("participant_id"),
        row.getAs("session_id"),
        row.getAs("disease"),
        row.getAs("subgroup"),
        row.getAs("site"),
        row.getAs("age"),
        row.getAs("sex"),
        row.getAs("genotype"),
        row.getAs("value"),
        Boolean.TRUE.equals(row.<Boolean>getAs("estimates_differ")));
  }

  /** The same scan with another value. */
  CaseScan withValue(Double other) {
    return new CaseScan(
        scan,
        participant,
        session,
        disease,
        subgroup,
        site,
        age,
        sex,
        genotype,
        other,
        estimatesDiffer);
  }
}
