package org.tacflow.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tacflow.bids.DatasetText;

/**
 * Plants the defects of real cohorts and keeps the list of them.
 *
 * <p>Five in a hundred scores are missing and one is the code −4; three in a hundred genotypes are
 * missing; the rest occur once. What a cohort without the group or scale cannot have is not
 * planted, and not listed. Used by one thread, while tables are written.
 */
final class DefectList {
  /** One planted defect. */
  record Defect(String kind, String participant, String file, String detail) {}

  private final boolean planted;
  private final long seed;
  private final List<Defect> defects = new ArrayList<>();
  private final Set<String> once = new HashSet<>();

  /** A list that plants, or leaves everything as it is. */
  DefectList(SimulationOptions options) {
    this.planted = options.defects() == SimulationOptions.Defects.PLANTED;
    this.seed = options.seed();
  }

  /** Everything planted so far. */
  List<Defect> defects() {
    return List.copyOf(defects);
  }

  /** Whether defects are planted at all. */
  boolean planting() {
    return planted;
  }

  /** Records a defect that another class has made. */
  void note(String kind, String participant, String file, String detail) {
    if (planted) {
      defects.add(new Defect(kind, participant, file, detail));
    }
  }

  /** True the first time that a kind is asked for, when defects are planted. */
  boolean first(String kind) {
    return planted && once.add(kind);
  }

  /** The score as it stands in the file. */
  String score(Person person, String scale, int visit, String file, String clean) {
    if (!planted) {
      return clean;
    }
    if (scale.equals("MMSE") && first("score_above_range")) {
      note("score_above_range", person.id(), file, "MMSE of 31, visit " + visit);
      return "31";
    }
    if (scale.equals("EDSS") && first("score_off_step")) {
      note("score_off_step", person.id(), file, "EDSS of 0.5, visit " + visit);
      return "0.5";
    }
    double u =
        KeyedRandom.of(seed, person.id(), scale, Integer.toString(visit), "defect").uniform();
    if (u < 0.05) {
      note("score_missing", person.id(), file, scale + ", visit " + visit);
      return "n/a";
    }
    if (u < 0.06) {
      note("score_sentinel", person.id(), file, scale + " of -4, visit " + visit);
      return "-4";
    }
    return clean;
  }

  /** The genotype as it stands in participants.tsv. */
  String genotype(Person person) {
    String clean = person.binding().alleles();
    if (!planted) {
      return clean;
    }
    if (person.binding() == Binding.MAB && first("genotype_strand_error")) {
      note("genotype_strand_error", person.id(), "participants.tsv", "C/A for " + clean);
      return "C/A";
    }
    if (KeyedRandom.of(seed, person.id(), "genotype", "defect").uniform() < 0.03) {
      note("genotype_missing", person.id(), "participants.tsv", "n/a for " + clean);
      return "n/a";
    }
    if (person.binding() == Binding.LAB && first("low_affinity_binder " + person.group())) {
      note("low_affinity_binder", person.id(), "participants.tsv", "in group " + person.group());
    }
    return clean;
  }

  /** The age as it stands in participants.tsv. */
  String age(Person person) {
    if (first("age_above_89")) {
      note("age_above_89", person.id(), "participants.tsv", "89+ for " + person.age());
      return "89+";
    }
    return DatasetText.number(person.age(), 4);
  }

  /** The visit date as it stands in a phenotype table. */
  String date(Person person, String file, java.time.LocalDate date) {
    if (planted && person.group().equals("PD") && person.site().equals("C")) {
      note("date_month_only", person.id(), file, "month for " + date);
      return date.toString().substring(0, 7);
    }
    return date.toString();
  }
}
