package org.tacflow.study;

/**
 * Binding class of a person by rs6971 (TSPO Ala147Thr), which is codominant.
 *
 * <p>Source: Owen et al. 2012, J Cereb Blood Flow Metab 32:1-5, doi:10.1038/jcbfm.2011.147.
 */
public enum Genotype {
  /** High-affinity binder, Ala/Ala. */
  HAB,
  /** Mixed-affinity binder, Ala/Thr. */
  MAB,
  /** Low-affinity binder, Thr/Thr. */
  LAB;

  /**
   * The class by the number of low-affinity alleles.
   *
   * @param lowAlleles 0, 1 or 2
   */
  public static Genotype ofLowAlleles(int lowAlleles) {
    if (lowAlleles < 0 || lowAlleles > 2) {
      throw new IllegalArgumentException(
          "Invalid number of low-affinity alleles: " + lowAlleles + " (must be 0, 1 or 2)");
    }
    return values()[lowAlleles];
  }
}
