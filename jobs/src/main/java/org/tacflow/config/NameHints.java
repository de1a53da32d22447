package org.tacflow.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Which name was meant: by the spellings of other programs, else by edit distance. */
final class NameHints {
  // Spellings of kinfitr, petfit, PETPAL, dynamicpet, NiftyPAD and PMOD, without case and
  // separators.
  private static final Map<String, String> MODELS =
      Map.ofEntries(
          Map.entry("onetcm", "1TCM"),
          Map.entry("1t2k", "1TCM"),
          Map.entry("1tc", "1TCM"),
          Map.entry("twotcm", "2TCM"),
          Map.entry("2t4k", "2TCM"),
          Map.entry("2tc", "2TCM"),
          Map.entry("2tcmirr", "2TCM3k"),
          Map.entry("2tcirr", "2TCM3k"),
          Map.entry("2t3k", "2TCM3k"),
          Map.entry("twotcmirr", "2TCM3k"),
          Map.entry("twotcm1k", "2TCM1k"),
          Map.entry("lin2tcm", "LS2TCM"),
          Map.entry("loganplot", "Logan"),
          Map.entry("loganplasma", "Logan"),
          Map.entry("reflogan", "LoganRef"),
          Map.entry("refmllogan", "MLLoganRef"),
          Map.entry("patlakplot", "Patlak"),
          Map.entry("refpatlak", "PatlakRef"),
          Map.entry("srtmlammertsma1996", "SRTM"),
          Map.entry("srtmv", "SRTMV"),
          Map.entry("simevnd", "SIMEVND"),
          Map.entry("sime", "SIMEVND"),
          Map.entry("suvratio", "SUVR"));

  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("vt", "VT"),
          Map.entry("bpnd", "BPND"),
          Map.entry("bp", "BPND"),
          Map.entry("bpp", "BPP"),
          Map.entry("vnd", "VND"),
          Map.entry("vb", "VB"),
          Map.entry("k2p", "k2prime"),
          Map.entry("k2prime", "k2prime"),
          Map.entry("k2_prime", "k2prime"),
          Map.entry("k2'", "k2prime"),
          Map.entry("inpshift", "delay"),
          Map.entry("kiref", "Ki"),
          Map.entry("ki", "Ki"),
          Map.entry("suvr", "SUVR"),
          Map.entry("suv", "SUV"));

  private NameHints() {}

  /** The model that another program's spelling means; null when it is none. */
  static String model(String written) {
    return MODELS.get(written.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", ""));
  }

  /** The parameter that another program's spelling means; null when it is none or right. */
  static String parameter(String written) {
    String right = PARAMETERS.get(written.toLowerCase(Locale.ROOT));
    return written.equals(right) ? null : right;
  }

  /** The known name nearest to a written one, of equals the one it begins; null if none is near. */
  static String nearest(String written, Collection<String> known) {
    String plain = written.toLowerCase(Locale.ROOT);
    String best = null;
    int bestRank = 2 * (Math.max(2, written.length() / 3) + 1);
    for (String name : known) {
      // A distance is no less than the difference of the lengths.
      if (2 * Math.abs(plain.length() - name.length()) > bestRank) {
        continue;
      }
      int distance = distance(plain, name.toLowerCase(Locale.ROOT));
      int rank = 2 * distance - (name.toLowerCase(Locale.ROOT).startsWith(plain) ? 1 : 0);
      if (rank < bestRank) {
        best = name;
        bestRank = rank;
      }
    }
    return best;
  }

  /** Levenshtein distance: insertions, deletions and replacements of one character. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
