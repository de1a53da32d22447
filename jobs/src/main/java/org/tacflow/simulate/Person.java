package org.tacflow.simulate;

/**
 * One simulated participant with what only the simulation knows.
 *
 * @param id {@code sub-} label
 * @param group diagnosis
 * @param subgroup subgroup of the diagnosis; empty without
 * @param site A, B or C
 * @param ancestry European, African or Asian; sets the allele frequency
 * @param age years at the first scan
 * @param female whether a woman
 * @param weightKg body weight, kg
 * @param binding phenotype by rs6971
 * @param genotypeSource typed or imputed
 * @param severity latent severity, standard normal
 * @param motorSeverity latent upper motor neuron burden, standard normal
 */
record Person(
    String id,
    String group,
    String subgroup,
    String site,
    String ancestry,
    double age,
    boolean female,
    double weightKg,
    Binding binding,
    String genotypeSource,
    double severity,
    double motorSeverity) {
  /** The latent that a scale follows. */
  double latent(ScaleDesign.Latent which) {
    return which == ScaleDesign.Latent.MOTOR ? motorSeverity : severity;
  }

  /** The same person with another binding. */
  Person with(Binding other) {
    return new Person(
        id,
        group,
        subgroup,
        site,
        ancestry,
        age,
        female,
        weightKg,
        other,
        genotypeSource,
        severity,
        motorSeverity);
  }
}
