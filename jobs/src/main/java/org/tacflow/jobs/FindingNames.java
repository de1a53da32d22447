package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tacflow.config.PublishedNames;
import org.tacflow.study.Finding;

/**
 * What the words of published findings mean in a cohort: by the configuration, else by themselves.
 *
 * <p>Words are compared without case, punctuation and what stands in brackets: {@code FTD/MND} is
 * {@code FTD_MND}, {@code ALSi (verbal fluency impaired)} is {@code ALSi}.
 */
final class FindingNames {
  private static final String REPEATED = "repeated_scan";
  private static final Set<String> FLOW = Set.of("rCBF", "CBF", "perfusion", "K1");
  private static final Set<String> UPTAKE = Set.of("SUV", "SUVR", "Ki", "CMRglc");

  private final PublishedNames names;
  private final String control;

  FindingNames(PublishedNames names, String control) {
    this.names = names;
    this.control = control;
  }

  String disease(Finding finding) {
    return names.diseases().getOrDefault(finding.disease(), finding.disease());
  }

  List<String> tracers(Finding finding) {
    return names.tracers().getOrDefault(finding.tracerId(), List.of(finding.tracerId()));
  }

  /** Region ids; empty where the source names none. */
  List<String> regions(Finding finding) {
    boolean ratio = ratio(finding) && finding.regions().size() == 2;
    if (ratio) {
      return List.of(String.join("/", finding.regions()));
    }
    List<String> regions = new ArrayList<>();
    for (String region : finding.regions()) {
      regions.addAll(names.regions().getOrDefault(region, List.of(region)));
    }
    return regions;
  }

  /** Whether a label of the cohort is the subgroup of a finding. */
  boolean subgroup(Finding finding, String label) {
    String mapped = names.subgroups().get(finding.subgroup());
    if (mapped != null) {
      return mapped.equals(label);
    }
    // A model of change is made of repeated scans, whoever they are of.
    List<String> parts = new ArrayList<>(Arrays.asList(finding.subgroup().split(";")));
    parts.remove(REPEATED);
    String wanted = parts.isEmpty() ? OutcomeCase.ALL : String.join("", parts);
    return wanted.isEmpty() ? label.equals(OutcomeCase.ALL) : plain(wanted).equals(plain(label));
  }

  /** Whether a result is against one of those that the finding is against. */
  boolean comparator(Finding finding, FindingResult result) {
    if (finding.comparator().isEmpty()) {
      return controls(result);
    }
    for (String part : finding.comparator().split(";| and ")) {
      String mapped = names.subgroups().getOrDefault(part.trim(), part.trim());
      boolean healthy = mapped.startsWith("HC") || mapped.contains("control");
      boolean same = plain(mapped).equals(plain(result.comparatorSubgroup()));
      if (healthy ? controls(result) : same && result.comparator().equals(disease(finding))) {
        return true;
      }
    }
    return false;
  }

  private boolean controls(FindingResult result) {
    return control.equals(result.comparator())
        && OutcomeCase.ALL.equals(result.comparatorSubgroup());
  }

  private static String plain(String words) {
    return words
        .replaceAll("\\([^)]*\\)", "")
        .replaceAll("[^A-Za-z0-9]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static boolean ratio(Finding finding) {
    return finding.outcome().contains(" ratio");
  }

  /** Whether the source's words allow the outcome; empty words allow any. */
  static boolean outcome(Finding finding, String outcome) {
    String words = finding.outcome();
    if (words.contains("asymmetry")) {
      boolean signed = finding.groupEffect().equals("left_more_affected");
      return outcome.endsWith(signed ? "_AI" : "_absAI");
    }
    if (outcome.endsWith("_AI") || outcome.endsWith("_absAI")) {
      return false;
    }
    if (words.isEmpty()) {
      return true;
    }
    if (ratio(finding) != outcome.endsWith("_ratio")) {
      return false;
    }
    String base = outcome.replaceFirst("_ratio$", "");
    for (String part : words.split(" or |[ /(),]+")) {
      // BP is the older word for BPND; uptake is what a ratio or rate of uptake says.
      boolean older = part.equals("BP") && base.equals("BPND");
      boolean uptake = Set.of("uptake", "CMRglc").contains(part) && UPTAKE.contains(base);
      boolean flow = FLOW.contains(part) && FLOW.contains(base);
      boolean same = part.replaceAll("[-_]", "").equals(base.replaceAll("[-_]", ""));
      if (same || older || uptake || flow) {
        return true;
      }
    }
    return false;
  }
}
