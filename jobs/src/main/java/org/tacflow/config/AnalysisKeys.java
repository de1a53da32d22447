package org.tacflow.config;

import java.util.List;
import org.tacflow.config.Analysis.Effect;
import org.tacflow.config.Analysis.Genotype;
import org.tacflow.config.Analysis.Kind;
import org.tacflow.config.Analysis.Over;
import org.tacflow.config.Analysis.RandomEffect;

/** The keys of one entry of {@code analyses}. */
final class AnalysisKeys {
  private static final Key<String> ID =
      new Key<>("id", Scalars.text(), null, "Label of the analysis in tables.");
  private static final Key<Kind> KIND =
      new Key<>("kind", Scalars.choice(Kind.class), null, "Which model.");
  private static final Key<List<String>> GROUPS =
      new Key<>("groups", Lists.of(Scalars.text()), "[]", "Diagnoses; empty for all.");
  private static final Key<String> SUBGROUP =
      new Key<>("subgroup", Scalars.text(), "", "Subgroup of them; empty for all.");
  private static final Key<List<String>> TRACERS =
      new Key<>("tracers", Lists.of(Scalars.text()), "[]", "Tracer ids; empty for all.");
  private static final Key<List<String>> OUTCOMES =
      new Key<>(
          "outcomes", Lists.of(Scalars.text()), "[]", "Outcomes; empty for all correlated ones.");
  private static final Key<List<String>> REGIONS =
      new Key<>(
          "regions", Lists.of(Scalars.text()), "[]", "Regions; empty for all correlated ones.");
  private static final Key<List<String>> SCALES =
      new Key<>(
          "scales",
          Lists.of(NameType.scale()),
          "[]",
          "Scales, one model each; empty for all that the kind can use.");
  private static final Key<List<String>> TERMS =
      new Key<>(
          "terms",
          Lists.of(Scalars.text()),
          "[]",
          "Terms: group, subgroup, score, rs6971, age, sex, site, years, region; a:b interacts.");
  private static final Key<RandomEffect> RANDOM =
      new Key<>(
          "random",
          Scalars.choice(RandomEffect.class),
          "intercept",
          "Random effects per person of a mixed model.");
  private static final Key<Over> OVER =
      new Key<>("over", Scalars.choice(Over.class), "site", "Studies of a meta-analysis.");
  private static final Key<Effect> EFFECT =
      new Key<>(
          "effect", Scalars.choice(Effect.class), "correlation", "What a meta-analysis pools.");
  private static final Key<Genotype> GENOTYPE =
      new Key<>(
          "genotype",
          Scalars.choice(Genotype.class),
          "covariate",
          "Whether the genotype is held where the tracer feels it.");

  private AnalysisKeys() {}

  static KeySet<Analysis> keys() {
    return new KeySet<>(
        List.of(
            ID, KIND, GROUPS, SUBGROUP, TRACERS, OUTCOMES, REGIONS, SCALES, TERMS, RANDOM, OVER,
            EFFECT, GENOTYPE),
        AnalysisKeys::make);
  }

  private static Analysis make(Reading in, KeyValues values) {
    List<String> terms = values.value(TERMS);
    Kind kind = values.value(KIND);
    for (int t = 0; t < terms.size(); t++) {
      String term = terms.get(t);
      for (String part : term.split(":", -1)) {
        if (!Analysis.TERMS.contains(part)) {
          in.unknown(values.node(TERMS), "term", part, Analysis.TERMS, null);
        } else if (!part.equals(term)
            && !part.equals(implied(kind))
            && !terms.subList(0, t).contains(part)) {
          in.invalid(values.node(TERMS), "term", term, "after its main effect " + part);
        }
      }
    }
    if (kind == Kind.LINEAR && terms.isEmpty()) {
      in.invalid(values.node(TERMS), "terms of a linear model", "none", "at least one");
    }
    return new Analysis(
        values.value(ID),
        kind,
        values.value(GROUPS),
        values.value(SUBGROUP),
        values.value(TRACERS),
        values.value(OUTCOMES),
        values.value(REGIONS),
        values.value(SCALES),
        terms,
        values.value(RANDOM),
        values.value(OVER),
        values.value(EFFECT),
        values.value(GENOTYPE));
  }

  /** The main effect that a kind has by itself; empty without. */
  private static String implied(Kind kind) {
    return switch (kind) {
      case MIXED_VISITS -> "years";
      case MIXED_REGIONS -> "region";
      case LINEAR, LOGISTIC, META -> "";
    };
  }
}
