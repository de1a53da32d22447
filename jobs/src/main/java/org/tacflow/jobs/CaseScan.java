package org.tacflow.jobs;

import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.study.SubgroupLabels;

/**
 * One scan of a case with what is known of its person.
 *
 * @param value the outcome, null when there is none
 * @param age years, null when unknown
 * @param years since the person's first scan with the tracer, null when unknown
 * @param subgroups labels, empty without
 */
record CaseScan(
    String scan,
    String participant,
    String session,
    String disease,
    List<String> subgroups,
    String site,
    Double age,
    String sex,
    String genotype,
    Double years,
    Double value,
    boolean estimatesDiffer) {

  static CaseScan of(Row row) {
    return new CaseScan(
        row.getAs("scan"),
        row.getAs("participant_id"),
        row.getAs("session_id"),
        row.getAs("disease"),
        SubgroupLabels.split(row.getAs("subgroup")),
        row.getAs("site"),
        row.getAs("age"),
        row.getAs("sex"),
        row.getAs("genotype"),
        row.getAs("years"),
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
        subgroups,
        site,
        age,
        sex,
        genotype,
        years,
        other,
        estimatesDiffer);
  }
}
