package org.tacflow.study;

import java.util.Set;
import org.tacflow.config.InputException;
import org.tacflow.study.GenotypeReading.Status;

/**
 * Reads rs6971 as people write it, strictly.
 *
 * <p>G and C are the high-affinity allele (Ala), A and T the low-affinity one (Thr), each pair on
 * one strand: a genotype of two strands is an error, never a guess. 0, 1 and 2 count alleles and
 * are read only when it is declared which allele is counted.
 */
public final class GenotypeReader {
  /** Which allele 0, 1 and 2 count. */
  public enum CountedAllele {
    /** Not declared: numbers are refused. */
    UNDECLARED,
    /** The low-affinity allele (A or T, Thr). */
    LOW,
    /** The high-affinity allele (G or C, Ala). */
    HIGH;

    /**
     * Reads the setting.
     *
     * @param text {@code low}, {@code high} or empty
     */
    public static CountedAllele of(String text) {
      return switch (text) {
        case "" -> UNDECLARED;
        case "low" -> LOW;
        case "high" -> HIGH;
        default ->
            throw new InputException(
                "Invalid counted allele: " + text + " (must be low, high or empty)");
      };
    }
  }

  private static final Set<String> MIXED_STRANDS =
      Set.of("CA", "AC", "GT", "TG", "CG", "GC", "AT", "TA");

  private final GenotypeSpellings spellings;
  private final CountedAllele counted;

  /**
   * A reader for one table.
   *
   * @param spellings accepted spellings
   * @param counted which allele numbers count
   */
  public GenotypeReader(GenotypeSpellings spellings, CountedAllele counted) {
    this.spellings = spellings;
    this.counted = counted;
  }

  /**
   * Reads one cell.
   *
   * @param text the cell; null when missing
   * @param source the table, for the reason
   * @param row row number below the header, from 1, for the reason
   */
  public GenotypeReading read(String text, String source, int row) {
    if (text == null || text.isBlank()) {
      return new GenotypeReading("", null, Status.NOT_GENOTYPED, "not genotyped");
    }
    String plain = GenotypeSpellings.plain(text);
    if (plain.equals("0") || plain.equals("1") || plain.equals("2")) {
      return count(text, plain.charAt(0) - '0', source, row);
    }
    String reading = spellings.reading(text);
    if (reading == null) {
      boolean mixed = MIXED_STRANDS.contains(plain);
      String rule =
          mixed
              ? "must not mix strands: C/T and G/A name the two alleles of one strand each"
              : "must be HAB, MAB, LAB or an accepted spelling such as C/T, G/A, Ala/Thr, HL";
      Status status = mixed ? Status.MIXED_STRANDS : Status.UNKNOWN_SPELLING;
      return new GenotypeReading(text, null, status, reason(text, source, row, rule));
    }
    if (reading.equals("UNKNOWN")) {
      return new GenotypeReading(text, null, Status.NOT_GENOTYPED, "not genotyped");
    }
    return new GenotypeReading(text, Genotype.valueOf(reading), Status.KNOWN, "");
  }

  private GenotypeReading count(String text, int number, String source, int row) {
    return switch (counted) {
      case LOW -> new GenotypeReading(text, Genotype.ofLowAlleles(number), Status.KNOWN, "");
      case HIGH -> new GenotypeReading(text, Genotype.ofLowAlleles(2 - number), Status.KNOWN, "");
      case UNDECLARED ->
          new GenotypeReading(
              text,
              null,
              Status.UNDECLARED_COUNT,
              reason(
                  text,
                  source,
                  row,
                  "must not be a number unless counted-allele says which allele is counted"));
    };
  }

  private static String reason(String text, String source, int row, String rule) {
    return "Invalid genotype in " + source + ", row " + row + ": " + text + " (" + rule + ")";
  }
}
