package org.tacflow.study;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Locale;

/**
 * One score of one person at one visit, as written and as understood.
 *
 * @param participantId {@code sub-…}
 * @param sessionId {@code ses-…}; null when the table has none
 * @param date date of the visit; null when the table has none
 * @param monthPrecision whether only month and year are known; the date then is the 15th
 * @param scaleId id of {@link ScaleRegistry}
 * @param text the cell as written; empty when missing
 * @param value the number; NaN unless accepted
 * @param status how the reading ended
 * @param reason why it is not accepted, or what it was computed from; empty otherwise
 * @param medicationState ON, OFF or empty
 * @param source file it stands in, below the data set
 * @param column column it stands in
 * @param row row below the header, from 1
 */
public record ClinicalScore(
    String participantId,
    String sessionId,
    LocalDate date,
    boolean monthPrecision,
    String scaleId,
    String text,
    double value,
    Status status,
    String reason,
    String medicationState,
    String source,
    String column,
    int row)
    implements Serializable {

  /** How the reading of a score ended. */
  public enum Status {
    /** A score of the scale. */
    ACCEPTED,
    /** Nothing was written. */
    MISSING,
    /** Text that is no number. */
    NOT_A_NUMBER,
    /** A code that stands in place of a score. */
    SPECIAL_CODE,
    /** Outside the scale's range. */
    OUT_OF_RANGE,
    /** Inside the range, but no value that the scale can give. */
    OFF_STEP,
    /** A label of a nominal scale: kept, never correlated. */
    LABEL,
    /** A label that the nominal scale does not know. */
    UNKNOWN_LABEL,
    /** The date of the visit cannot be read. */
    UNREADABLE_DATE,
    /** The total is not the sum of its items. */
    TOTAL_MISMATCH,
    /** An item could not be rated, so that the total is no total. */
    ITEM_NOT_RATED
  }

  /** Whether it may be correlated. */
  public boolean accepted() {
    return status == Status.ACCEPTED;
  }

  /** The same with another status, without a number. */
  ClinicalScore refused(Status newStatus, String newReason) {
    return new ClinicalScore(
        participantId,
        sessionId,
        date,
        monthPrecision,
        scaleId,
        text,
        Double.NaN,
        newStatus,
        newReason,
        medicationState,
        source,
        column,
        row);
  }

  /** The same without the cell as written, and a reason that quotes neither cells nor days. */
  public ClinicalScore discreet() {
    String computed = reason.isEmpty() ? "" : "computed from other scores";
    return new ClinicalScore(
        participantId,
        sessionId,
        date,
        monthPrecision,
        scaleId,
        "",
        value,
        status,
        accepted() ? computed : status.name().toLowerCase(Locale.ROOT),
        medicationState,
        source,
        column,
        row);
  }
}
