package org.tacflow.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Every accepted spelling of rs6971, and what it means.
 *
 * <p>Spellings are compared in upper case without the separators {@code / | : -} and space.
 */
public final class GenotypeSpellings {
  private final Map<String, String> readings;

  private GenotypeSpellings(Map<String, String> readings) {
    this.readings = Collections.unmodifiableMap(readings);
  }

  /** Reads {@code genotypes.csv}: reading HAB, MAB, LAB or UNKNOWN, and one spelling a row. */
  public static GenotypeSpellings read(RegistrySource source) {
    Map<String, String> readings = new LinkedHashMap<>();
    for (RegistryRow row : source.rows("genotypes.csv")) {
      String reading = row.required("reading");
      if (!reading.equals("UNKNOWN")) {
        row.choice("reading", Genotype.class, null);
      }
      String other = readings.put(plain(row.required("spelling")), reading);
      if (other != null && !other.equals(reading)) {
        throw row.invalid("spelling", row.required("spelling"), "must not also mean " + other);
      }
    }
    return new GenotypeSpellings(readings);
  }

  /** How spellings are compared. */
  static String plain(String spelling) {
    return spelling.toUpperCase(Locale.ROOT).replaceAll("[\\s/|:-]", "");
  }

  /** HAB, MAB, LAB or UNKNOWN; null when the spelling is not accepted. */
  String reading(String spelling) {
    return readings.get(plain(spelling));
  }
}
