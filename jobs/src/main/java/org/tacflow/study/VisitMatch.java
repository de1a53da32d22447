package org.tacflow.study;

import java.io.Serializable;

/**
 * The score of one scale that belongs to a scan, or why none does.
 *
 * @param score the score; null without one
 * @param gapDays visit minus scan, days; null when a date is not known
 * @param rule how it was found; null without a score
 * @param reason why there is none, or what was chosen among several; empty otherwise
 */
public record VisitMatch(ClinicalScore score, Integer gapDays, Rule rule, String reason)
    implements Serializable {

  /** How a score was matched to a scan. */
  public enum Rule {
    /** The nearest dated visit within the window. */
    DATE,
    /** The visit of the same session label; dates are not known. */
    SESSION,
    /** The only score of the person; dates and sessions do not help. */
    ONLY_VISIT
  }

  /** Whether there is a score. */
  public boolean found() {
    return score != null;
  }
}
