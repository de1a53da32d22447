package org.tacflow.jobs;

import org.tacflow.study.Finding;

/**
 * What a result says to a published sign.
 *
 * <ul>
 *   <li>A published sign: {@code agree} when the interval lies on that side of 0, {@code disagree}
 *       when it lies on the other, {@code undecided} when it holds 0.
 *   <li>A published absence: {@code agree} when the interval holds 0, {@code disagree} when not.
 *   <li>No sign was published: {@code not_testable}.
 * </ul>
 *
 * @param expected +1, −1, or 0 for a published absence
 * @param agreement agree, disagree, undecided or not_testable
 * @param reason why it is not testable or undecided; null otherwise
 */
record EvidenceVerdict(int expected, String agreement, String reason) {
  /** The verdict of an estimate with its 95 % interval; NaN ends leave it undecided. */
  static EvidenceVerdict of(Finding finding, double estimate, double low, double high) {
    Integer expected = expected(finding);
    if (expected == null) {
      return new EvidenceVerdict(0, "not_testable", "the source states no sign");
    }
    if (!(low <= high)) {
      return new EvidenceVerdict(expected, "undecided", "no interval");
    }
    boolean holdsZero = low <= 0 && high >= 0;
    if (expected == 0) {
      return new EvidenceVerdict(0, holdsZero ? "agree" : "disagree", null);
    }
    if (holdsZero) {
      String side = Math.signum(estimate) == expected ? "same" : "other";
      return new EvidenceVerdict(
          expected, "undecided", "the interval holds 0; the estimate is on the " + side + " side");
    }
    return new EvidenceVerdict(
        expected, Math.signum(estimate) == expected ? "agree" : "disagree", null);
  }

  private static Integer expected(Finding finding) {
    if (finding.kind().equals("correlation") || finding.kind().equals("predictor")) {
      return switch (finding.signalVsRawScore()) {
        case POSITIVE -> 1;
        case NEGATIVE -> -1;
        case NONE -> 0;
        case TREND_UNSIGNED, UNSIGNED, MIXED, NOT_APPLICABLE -> null;
      };
    }
    return switch (finding.groupEffect()) {
      // The asymmetry index is right minus left: less on the left is above 0.
      case "higher", "asymmetry_unsigned", "left_more_affected" -> 1;
      case "lower", "decline", "less_asymmetric" -> -1;
      case "no_difference" -> 0;
      default -> null;
    };
  }

  Cells fill(Cells cells) {
    return cells.put("agreement", agreement).put("reason", reason);
  }
}
