package org.tacflow.simulate;

/** Binding phenotype by rs6971, in the order of low-affinity alleles: 0, 1, 2. */
enum Binding {
  /** High affinity, C/C. */
  HAB("C/C"),
  /** Mixed affinity, C/T. */
  MAB("C/T"),
  /** Low affinity, T/T. */
  LAB("T/T");

  private final String alleles;

  Binding(String alleles) {
    this.alleles = alleles;
  }

  /** The two alleles on the C/T strand. */
  String alleles() {
    return alleles;
  }
}
