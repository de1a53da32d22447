package org.tacflow.study;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.config.DerivedScales;
import org.tacflow.config.KnownNames;
import org.tacflow.study.Region.Laterality;

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

  /** The tables packaged in the program, read once in a JVM. */
  public static Registries packaged() {
    return Packaged.ALL;
  }

  /** Holds what no scan changes, and every scan asks for. */
  private static final class Packaged {
    static final Registries ALL = read(RegistrySource.packaged());
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

  /**
   * Names that a configuration may use: those given, with the scales and regions of these tables.
   */
  public KnownNames knownNames(KnownNames models) {
    List<String> ids = new ArrayList<>();
    for (Region region : regions.regions()) {
      ids.add(region.id());
      if (region.laterality() != Laterality.NONE) {
        ids.add(region.id() + "_left");
      }
      if (region.laterality() == Laterality.BOTH) {
        ids.add(region.id() + "_right");
      }
    }
    List<String> names = new ArrayList<>(scales.ids());
    scales.ids().forEach(id -> names.add(id + DerivedScales.CHANGE));
    return models.withScales(names).withRegions(ids);
  }
}
