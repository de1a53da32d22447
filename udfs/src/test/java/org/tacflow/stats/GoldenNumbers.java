package org.tacflow.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** This program's answer to every row of {@code stats_golden.csv}, by test id and quantity. */
final class GoldenNumbers {
  private static final double[] FAMILY = {
    .001, .008, .039, .041, .042, .06, .074, .205, Double.NaN, .5
  };

  private final Map<String, Double> numbers = new HashMap<>();

  private GoldenNumbers() {}

  static Map<String, Double> all() {
    GoldenNumbers golden = new GoldenNumbers();
    golden.correlations();
    golden.partialCorrelations();
    golden.multiplicity();
    golden.counts();
    golden.linearModels();
    golden.twoGroups();
    golden.pooling();
    golden.permutation();
    golden.logistic();
    golden.mixedModel();
    return golden.numbers;
  }

  private void put(String name, double value) {
    if (numbers.put(name, value) != null) {
      throw new IllegalStateException("Cannot compute " + name + ": already there");
    }
  }

  /** Patients with genotype HAB or MAB and both values. */
  private static Observations patients() {
    Observations patients = GoldenCohort.where(GoldenCohort.all(), "group", "AD");
    return GoldenCohort.where(patients, "genotype", "HAB", "MAB")
        .completeCases("log_parietal", "mmse")
        .rows();
  }

  private void correlations() {
    Observations ad = patients();
    put("S01 n: AD, genotype HAB or MAB, complete vt_parietal and mmse", ad.size());
    double[] vt = ad.numeric("vt_parietal");
    double[] mmse = ad.numeric("mmse");
    Correlation pearson = Correlations.pearson(vt, mmse);
    put("S02 pearson r", pearson.r());
    put("S02 pearson t", pearson.t());
    put("S02 pearson p two-sided", pearson.p());
    put("S02 pearson CI low 95 (Fisher z)", pearson.ciLow());
    put("S02 pearson CI high 95", pearson.ciHigh());
    Correlation spearman = Correlations.spearman(vt, mmse);
    put("S03 spearman rho (mid-ranks)", spearman.r());
    put("S03 spearman p (t approximation, df n-2)", spearman.p());
    Correlation kendall = Correlations.kendall(vt, mmse);
    put("S04 kendall tau-b", kendall.r());
    put("S04 kendall p (normal approximation with ties)", kendall.p());
  }

  private void partialCorrelations() {
    Observations ad = patients();
    double[] log = ad.numeric("log_parietal");
    double[] mmse = ad.numeric("mmse");
    partial(
        "S05 partial pearson log VT vs mmse | genotype",
        Correlations.partialPearson(log, mmse, ad.covariates("genotype")));
    Covariates both = ad.covariates("genotype", "age");
    partial(
        "S06 partial pearson log VT vs mmse | genotype, age",
        Correlations.partialPearson(log, mmse, both));
    partial(
        "S07 partial spearman log VT vs mmse | genotype, age (ranks of all variables)",
        Correlations.partialSpearman(log, mmse, both));
  }

  private void partial(String name, Correlation partial) {
    put(name + " r", partial.r());
    put(name + " df", partial.df());
    put(name + " p", partial.p());
    put(name + " CI low", partial.ciLow());
    put(name + " CI high", partial.ciHigh());
  }

  private void multiplicity() {
    Map<String, Adjustment> adjustments =
        Map.of(
            "BH", Adjustment.BENJAMINI_HOCHBERG,
            "BY", Adjustment.BENJAMINI_YEKUTIELI,
            "holm", Adjustment.HOLM,
            "bonferroni", Adjustment.BONFERRONI);
    for (Map.Entry<String, Adjustment> entry : adjustments.entrySet()) {
      double[] adjusted = Multiplicity.adjust(entry.getValue(), FAMILY);
      for (int index : new int[] {1, 3, 7, 8, 10}) {
        put(
            "S14 "
                + entry.getKey()
                + " adjusted p index "
                + index
                + " (p = .001,.008,.039,.041,.042,.06,.074,.205,NA,.5)",
            adjusted[index - 1]);
      }
    }
  }

  private void counts() {
    Observations cohort = GoldenCohort.all();
    put("S21 LAB subjects excluded (count with genotype LAB)", count("LAB"));
    put("S21 subjects with unknown genotype", cohort.completeCases("genotype").excluded().size());
  }

  private static Observations bothGroups() {
    return GoldenCohort.where(GoldenCohort.all(), "genotype", "HAB", "MAB")
        .completeCases("log_parietal", "group")
        .rows();
  }

  private void linearModels() {
    LinearModel lm =
        LinearModel.fit(patients(), "log_parietal", List.of("mmse", "genotype", "age"));
    Map<String, String> names =
        Map.of("(Intercept)", "(Intercept)", "mmse", "mmse", "genotypeMAB", "genMAB", "age", "age");
    for (Coefficient c : lm.coefficients()) {
      String name = names.get(c.name());
      put("S08 lm log VT ~ mmse+genotype+age: coef " + name, c.estimate());
      put("S08 se " + name, c.standardError());
      put("S08 p " + name, c.p());
    }
    Observations both = bothGroups();
    put("S09 n: HAB or MAB with VT, both groups", both.size());
    TermTest group =
        AnalysisOfVariance.typeTwo(both, "log_parietal", List.of("genotype", "group")).get(1);
    put("S09 ANCOVA F group | genotype (type II)", group.f());
    put("S09 p group", group.p());
    GroupContrast contrast =
        GroupContrast.adjusted(
            both, "vt_parietal", OutcomeScale.LOG, "group", "HC", "AD", List.of("genotype"));
    put("S09 coef group AD (log units)", contrast.difference().estimate());
    put("S09 percent difference AD vs HC at equal genotype", contrast.percent());
    List<TermTest> three =
        AnalysisOfVariance.typeThree(
            both, "log_parietal", List.of("group", "genotype", "group:genotype"));
    put("S10 two-way ANOVA type III F group (sum contrasts)", three.get(0).f());
    put("S10 F genotype", three.get(1).f());
    put("S10 F interaction", three.get(2).f());
    put("S10 p interaction", three.get(2).p());
  }

  private void twoGroups() {
    Observations both = bothGroups();
    double[] ad = GoldenCohort.where(both, "group", "AD").numeric("log_parietal");
    double[] hc = GoldenCohort.where(both, "group", "HC").numeric("log_parietal");
    TwoGroupTest welch = TwoGroups.welch(ad, hc);
    put("S11 welch t", welch.statistic());
    put("S11 welch df", welch.df());
    put("S11 welch p", welch.p());
    put("S11 student p", TwoGroups.pooled(ad, hc).p());
    put("S12 mann-whitney W (AD first)", TwoGroups.mannWhitney(ad, hc).statistic());
    put("S12 exact p", TwoGroups.mannWhitneyExact(ad, hc).p());
    put(
        "S12 normal approximation with continuity correction p",
        TwoGroups.mannWhitneyNormal(ad, hc).p());
    EffectSize d = EffectSizes.cohenD(ad, hc);
    put("S13 cohen d (pooled)", d.value());
    EffectSize g = EffectSizes.hedgesG(ad, hc);
    put("S13 hedges g exact J", g.value());
    int df = ad.length + hc.length - 2;
    put("S13 hedges g approx J 1-3/(4df-1)", d.value() * EffectSizes.approximateFactor(df));
    put("S13 var g = (n1+n2)/(n1 n2) + g^2/(2(n1+n2))", g.variance());
  }

  private void pooling() {
    CorrelationDifference difference = CorrelationDifference.of(.6, 20, .1, 25);
    put("S15 compare r=.6 n=20 with r=.1 n=25: z", difference.z());
    put("S15 p", difference.p());
    List<Correlation> strata = new ArrayList<>();
    for (String genotype : List.of("HAB", "MAB")) {
      Observations rows = GoldenCohort.where(patients(), "genotype", genotype);
      strata.add(Correlations.pearson(rows.numeric("log_parietal"), rows.numeric("mmse")));
    }
    put("S16 stratified r HAB", strata.get(0).r());
    put("S16 stratified r MAB", strata.get(1).r());
    PooledCorrelation pooled = PooledCorrelation.of(strata);
    put("S16 pooled r (Fisher z, weights n-3)", pooled.r());
    put("S16 Q heterogeneity", pooled.q());
    MetaAnalysis meta =
        MetaAnalysis.derSimonianLaird(
            new double[] {.43, .90, 1.76, .55, .10}, new double[] {.05, .08, .12, .04, .06});
    put("S17 DL yi=.43,.90,1.76,.55,.10 vi=.05,.08,.12,.04,.06: tau2", meta.tauSquared());
    put("S17 mu", meta.mean());
    put("S17 se", meta.standardError());
    put("S17 I2 percent", meta.iSquaredPercent());
  }

  private void permutation() {
    Observations six =
        Observations.of(List.of("1", "2", "3", "4", "5", "6"))
            .withNumeric("x", new double[] {2.1, 3.4, 1.9, 5.6, 4.4, 3.9})
            .withNumeric("y", new double[] {28, 25, 27, 20, 24, 21});
    PermutationResult exact =
        PermutationTest.of(six, List.of("x"), "y", List.of(), null, 720, "golden").get(0);
    put(
        "S18 exact permutation p two-sided, |r|>=|r0|, x=2.1,3.4,1.9,5.6,4.4,3.9"
            + " y=28,25,27,20,24,21",
        exact.p());
    put("S18 r0", exact.r());
  }

  private void logistic() {
    Observations both = bothGroups();
    double[] patient =
        both.factor("group").stream().mapToDouble(g -> g.equals("AD") ? 1 : 0).toArray();
    DesignMatrix design =
        DesignMatrix.of(both, FactorCoding.TREATMENT, List.of("log_parietal", "genotype"));
    double sd = Math.sqrt(Finite.variance(both.numeric("log_parietal")));
    OddsRatio odds = LogisticRegression.fit(design, patient).oddsRatio("log_parietal", sd);
    put("S19 logistic: OR per SD of log VT (sample SD), adjusted for genotype", odds.ratio());
    put("S19 wald p", odds.p());
    put("S19 n", design.rows());
  }

  private void mixedModel() {
    Observations rows = GoldenCohort.longFormat(bothGroups());
    MixedModel model =
        MixedModel.randomIntercept(
            rows, "log", List.of("group", "region", "genotype", "group:region"), "subject");
    List<String> names =
        List.of("(Intercept)", "grpAD", "regparietal", "genMAB", "grpAD:regparietal");
    for (int c = 0; c < names.size(); c++) {
      put(
          "S20 lmer REML log VT ~ group*region+genotype+(1|subject):  " + names.get(c),
          model.coefficients().get(c).estimate());
    }
    put("S20 sd subject", model.randomSds()[0]);
    put("S20 sd residual", model.residualSd());
    put("S20 REML criterion", model.remlCriterion());
    HardyWeinberg equilibrium = HardyWeinberg.of(count("HAB"), count("MAB"), count("LAB"));
    put("S22 HWE chi-square (1 df) of genotype counts", equilibrium.chiSquare());
    put("S22 low-affinity allele frequency", equilibrium.lowAlleleFrequency());
  }

  private static int count(String genotype) {
    return GoldenCohort.where(GoldenCohort.all(), "genotype", genotype).size();
  }
}
