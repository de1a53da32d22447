package org.tacflow.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of the project's decisions, so that these tests do not hang on the catalogue. */
final class TestNames {
  private TestNames() {}

  private static final String MODELS =
      "1TCM 2TCM 2TCM3k 2TCM1k LS2TCM Logan MA1 MA2 MLLogan LEGA Patlak FUR SIMEVND Spectral SRTM"
          + " SRTM2 SRTMV FRTM MRTM1 MRTM2 LoganRef MLLoganRef PatlakRef SUV SUVR";

  static KnownNames all() {
    return new KnownNames(
        set(MODELS),
        set("SRTM SRTM2 SRTMV FRTM MRTM1 MRTM2 LoganRef MLLoganRef PatlakRef SUVR"),
        set("VT BPND K1 k2 k3 k4 VB Ki R1 k2prime VND BPP SUV SUVR"),
        set("MMSE EDSS ALSFRS_R"),
        set("thalamus thalamus_left cerebellum frontal_cortex"));
  }

  private static Set<String> set(String names) {
    return new LinkedHashSet<>(List.of(names.split(" ")));
  }
}
