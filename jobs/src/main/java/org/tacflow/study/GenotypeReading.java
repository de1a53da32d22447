package org.tacflow.study;

import java.io.Serializable;

/**
 * What was read where the genotype stands.
 *
 * @param text the cell as written; empty when missing
 * @param genotype the class; null unless the status is KNOWN
 * @param status how the reading ended
 * @param reason why there is no class; empty when there is one
 */
public record GenotypeReading(String text, Genotype genotype, Status status, String reason)
    implements Serializable {

  /** How a reading ended. */
  public enum Status {
    /** The class is known. */
    KNOWN,
    /** Nothing was written, or that it is not known. */
    NOT_GENOTYPED,
    /** A spelling that is not accepted. */
    UNKNOWN_SPELLING,
    /** Two alleles of different strands: an error of the table. */
    MIXED_STRANDS,
    /** 0, 1 or 2 without a word on which allele is counted. */
    UNDECLARED_COUNT
  }

  /** Whether the table is wrong, not only silent. */
  public boolean isError() {
    return switch (status) {
      case KNOWN, NOT_GENOTYPED -> false;
      case UNKNOWN_SPELLING, MIXED_STRANDS, UNDECLARED_COUNT -> true;
    };
  }
}
