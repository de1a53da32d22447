package org.tacflow.study;

/**
 * The words of the study together: tracers, scales, regions, findings, genotype spellings.
 *
 * @param tracers tracers by every spelling
 * @param scales clinical scales
 * @param regions regions and their labels
 * @param evidence published findings
 * @param genotypes spellings of rs6971
 */
public record Registries(
    TracerRegistry tracers,
    ScaleRegistry scales,
    RegionRegistry regions,
    EvidenceTable evidence,
    GenotypeSpellings genotypes) {

  /** The tables packaged in the program. */
  public static Registries packaged() {
    return read(RegistrySource.packaged());
  }

  /** The tables of a source. */
  public static Registries read(RegistrySource source) {
    return new Registries(
        TracerRegistry.read(source),
        ScaleRegistry.read(source),
        RegionRegistry.read(source),
        EvidenceTable.read(source),
        GenotypeSpellings.read(source));
  }
}
