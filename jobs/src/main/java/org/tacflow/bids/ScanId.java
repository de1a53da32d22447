package org.tacflow.bids;

import java.io.Serializable;
import java.util.Objects;

/**
 * The identity of one PET scan: its entities in fixed order, never a path.
 *
 * @param sub label of the participant, without {@code sub-}
 * @param ses label of the session, or null
 * @param task label of the task, or null
 * @param trc label of the tracer, or null
 * @param rec label of the reconstruction, or null
 * @param run index of the run, or null
 */
public record ScanId(String sub, String ses, String task, String trc, String rec, String run)
    implements Serializable, Comparable<ScanId> {
  /** Checks that there is a participant. */
  public ScanId {
    Objects.requireNonNull(sub, "sub");
  }

  /** The scan that a file name belongs to; the name must have {@code sub}. */
  public static ScanId of(Entities entities) {
    return new ScanId(
        entities.label("sub"),
        entities.label("ses"),
        entities.label("task"),
        entities.label("trc"),
        entities.label("rec"),
        entities.label("run"));
  }

  /** The key of the scan in all tables: {@code sub-01_ses-1_trc-PBR28}. */
  public String key() {
    StringBuilder key = new StringBuilder("sub-").append(sub);
    append(key, "ses", ses);
    append(key, "task", task);
    append(key, "trc", trc);
    append(key, "rec", rec);
    append(key, "run", run);
    return key.toString();
  }

  private static void append(StringBuilder key, String entity, String label) {
    if (label != null) {
      key.append('_').append(entity).append('-').append(label);
    }
  }

  /** The participant as in {@code participants.tsv}: {@code sub-01}. */
  public String participantId() {
    return "sub-" + sub;
  }

  /** The session as in {@code sessions.tsv}: {@code ses-1}, or null without session. */
  public String sessionId() {
    return ses == null ? null : "ses-" + ses;
  }

  /** Whether a file may belong to this scan: no entity that both have differs. */
  public boolean agrees(Entities file) {
    return agrees(sub, file.label("sub"))
        && agrees(ses, file.label("ses"))
        && agrees(task, file.label("task"))
        && agrees(trc, file.label("trc"))
        && agrees(rec, file.label("rec"))
        && agreesAsNumber(run, file.label("run"));
  }

  private static boolean agrees(String own, String other) {
    return own == null || other == null || own.equals(other);
  }

  // run-1 and run-01 are the same index.
  private static boolean agreesAsNumber(String own, String other) {
    return own == null || other == null || withoutZeros(own).equals(withoutZeros(other));
  }

  private static String withoutZeros(String index) {
    return index.replaceFirst("^0+(?=.)", "");
  }

  @Override
  public int compareTo(ScanId other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return key();
  }
}
