package org.tacflow.config;

import java.io.Serializable;
import java.util.List;

/**
 * One statistical model that the user asks for, made for every outcome and region it concerns.
 *
 * @param id label in tables
 * @param kind which model
 * @param groups diagnoses; empty for all
 * @param subgroup subgroup of them; empty for all
 * @param tracers registry ids; empty for all
 * @param outcomes outcomes; empty for all that are correlated
 * @param regions regions; empty for all that are correlated
 * @param scales scales, one model each; empty for none, or for all where the kind needs one
 * @param terms terms of the model; interactions are joined by a colon, after their main effects
 * @param random random effects of a mixed model
 * @param over what makes the studies of a meta-analysis
 * @param effect what is pooled by a meta-analysis
 * @param genotype whether the genotype is held where the tracer feels it
 */
public record Analysis(
    String id,
    Kind kind,
    List<String> groups,
    String subgroup,
    List<String> tracers,
    List<String> outcomes,
    List<String> regions,
    List<String> scales,
    List<String> terms,
    RandomEffect random,
    Over over,
    Effect effect,
    Genotype genotype)
    implements Serializable {

  /** Main effects that a term may name. */
  public static final List<String> TERMS =
      List.of("group", "subgroup", "score", "rs6971", "age", "sex", "site", "years", "region");

  /** Which model. */
  public enum Kind {
    /** Least squares of the outcome; F by type II without, III with interactions. */
    LINEAR,
    /** Logistic regression of a yes/no scale on the outcome and the terms. */
    LOGISTIC,
    /** Several scans of a person: terms and time, random effects per person, REML. */
    MIXED_VISITS,
    /** Several regions of a person: terms and region, random intercept per person, REML. */
    MIXED_REGIONS,
    /** Random-effects mean over sites or tracers. */
    META
  }

  /** Random effects per person. */
  public enum RandomEffect {
    /** Of the level. */
    INTERCEPT,
    /** Of level and time. */
    SLOPE
  }

  /** What makes studies. */
  public enum Over {
    /** Imaging sites of one tracer and model. */
    SITE,
    /** Tracers of one target, each with its model. */
    TRACER
  }

  /** What is pooled. */
  public enum Effect {
    /** Fisher's z of the correlation with a scale. */
    CORRELATION,
    /** Hedges' g against the controls. */
    DIFFERENCE
  }

  /** Whether the genotype is held. */
  public enum Genotype {
    /** As a covariate of tracers that feel it. */
    COVARIATE,
    /** Not held; rows of sensitive tracers carry a flag. */
    NONE
  }

  /** Copies the lists. */
  public Analysis {
    groups = List.copyOf(groups);
    tracers = List.copyOf(tracers);
    outcomes = List.copyOf(outcomes);
    regions = List.copyOf(regions);
    scales = List.copyOf(scales);
    terms = List.copyOf(terms);
  }
}
