package org.tacflow.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How large a simulated cohort is: groups, and voxels of the phantom. */
public enum CohortSize {
  /** 14 scans, one tracer, coarse phantom: seconds. */
  SMOKE("HC 6 AD 8", 6),
  /** 90 scans, four diseases, two tracers. */
  STUDY("HC 10 AD 24 PD:drug_naive_early 16 ALS 24 MS:SPMS 16", 5),
  /** The numbers of the recipe, 540 scans. */
  FULL("HC 60 AD 80 MCI 40 PD 80 MS 100 ALS 150 FTD 30", 3);

  private final String groups;
  private final double phantomMillimetres;

  CohortSize(String groups, double phantomMillimetres) {
    this.groups = groups;
    this.phantomMillimetres = phantomMillimetres;
  }

  /** Group, or {@code group:subgroup}, to number of participants, in order. */
  public Map<String, Integer> groups() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    String[] words = groups.split(" ");
    for (int w = 0; w < words.length; w += 2) {
      numbers.put(words[w], Integer.valueOf(words[w + 1]));
    }
    return numbers;
  }

  /** Voxel size of the phantom, mm. */
  public double phantomMillimetres() {
    return phantomMillimetres;
  }

  /** The tracer of each diagnosis unless another is asked for. */
  public static Map<String, List<String>> tracers() {
    Map<String, List<String>> tracers = new LinkedHashMap<>();
    for (String group : List.of("HC", "AD", "MCI", "ALS")) {
      tracers.put(group, List.of("PBR28"));
    }
    tracers.put("PD", List.of("PK11195"));
    tracers.put("MS", List.of("PK11195"));
    tracers.put("FTD", List.of("FDG"));
    return tracers;
  }
}
