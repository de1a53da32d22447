package org.tacflow.study;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * One person of the participants table: what the analysis needs, and nothing else about them.
 *
 * @param id {@code sub-…}
 * @param ageYears age, years, 89 for older people; NaN when missing or unreadable
 * @param sex as recorded; UNKNOWN when missing or unreadable
 * @param weightKilogram body weight, kg; NaN when missing or unreadable
 * @param group diagnosis; empty when missing or without a group column
 * @param subgroup subgroups of the diagnosis, joined by semicolons; empty without
 * @param site imaging site; empty without
 * @param genotype reading of rs6971
 * @param genotypeSource typed, imputed or what the table says; empty without
 * @param onset day of onset or diagnosis; null when not known
 * @param affectedSide more affected side of the body; BOTH when not known
 * @param flags oddities by name: age_capped, age_unit, age_unreadable, weight_unit,
 *     weight_unreadable, sex_unreadable, onset_unreadable
 */
public record Participant(
    String id,
    double ageYears,
    Sex sex,
    double weightKilogram,
    String group,
    String subgroup,
    String site,
    GenotypeReading genotype,
    String genotypeSource,
    LocalDate onset,
    Side affectedSide,
    List<String> flags)
    implements Serializable {

  /** Sex as recorded. */
  public enum Sex {
    /** Female. */
    FEMALE,
    /** Male. */
    MALE,
    /** Other. */
    OTHER,
    /** Missing or unreadable. */
    UNKNOWN
  }

  /** Copies the list. */
  public Participant {
    flags = List.copyOf(flags);
  }
}
