package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tacflow.numerics.InnerProduct;

/**
 * Harmonisation of several regions over sites by empirical Bayes location and scale (ComBat).
 *
 * <p>Every region is standardised by {@code (y - a - X b)/s} with the preserved covariates X and
 * the residual variance s² (divisor n); each site's shift γ and variance δ² of the standardised
 * values is shrunk towards its distribution over regions and removed: {@code y* = s (z - γ*)/δ* + a
 * + X b}. Fitted on some rows, applicable to all. Sources: Johnson et al. 2007,
 * doi:10.1093/biostatistics/kxj037; Fortin et al. 2018, doi:10.1016/j.neuroimage.2017.11.024.
 *
 * <p>A site with one fitted row is shifted, not scaled. Refused are: a covariate that the sites
 * determine, fewer than two sites or regions, a region without variance beside site and covariates,
 * and when applied a site or level that was not fitted.
 */
public final class Combat {
  private final List<String> outcomes;
  private final String site;
  private final List<String> sites;
  private final List<String> preserved;
  private final List<List<String>> levels;
  private final double[][] location;
  private final double[] scale;
  private final double[][] shift;
  private final double[][] spread;
  private final List<String> shiftedOnly;

  private Combat(
      List<String> outcomes,
      String site,
      List<String> sites,
      List<String> preserved,
      List<List<String>> levels,
      double[][] location,
      double[] scale,
      double[][] shift,
      double[][] spread,
      List<String> shiftedOnly) {
    this.outcomes = List.copyOf(outcomes);
    this.site = site;
    this.sites = sites;
    this.preserved = List.copyOf(preserved);
    this.levels = levels;
    this.location = location;
    this.scale = scale;
    this.shift = shift;
    this.spread = spread;
    this.shiftedOnly = List.copyOf(shiftedOnly);
  }

  /**
   * The site effects in {@code rows}.
   *
   * @param rows complete cases of all named columns, for example the controls
   * @param outcomes numeric columns, one per region, on the scale on which sites act additively
   * @param site factor
   * @param preserved columns whose effect stays in: genotype, group, age, sex
   */
  public static Combat fit(
      Observations rows,
      List<String> outcomes,
      String site,
      List<String> preserved,
      CombatPrior prior) {
    List<String> sites = rows.levels(site);
    if (sites.size() < 2) {
      throw new IllegalArgumentException(
          "Cannot harmonise: sites are " + sites + " (must be at least two)");
    }
    if (outcomes.size() < 2) {
      throw new IllegalArgumentException(
          "Cannot harmonise: regions are " + outcomes + " (must be at least two)");
    }
    List<List<String>> levels =
        preserved.stream().map(p -> rows.isFactor(p) ? rows.levels(p) : List.<String>of()).toList();
    int n = rows.size();
    int[] siteOf = siteOf(rows, site, sites);
    int[] size = new int[sites.size()];
    double[][] indicators = new double[sites.size()][n];
    for (int i = 0; i < n; i++) {
      indicators[siteOf[i]][i] = 1;
      size[siteOf[i]]++;
    }
    double[][] covariates = covariates(rows, preserved, levels);
    ColumnSpace space = space(indicators, covariates, n, preserved, site);
    double[][] location = new double[outcomes.size()][];
    double[] scale = new double[outcomes.size()];
    double[][] standardised = new double[outcomes.size()][n];
    for (int o = 0; o < outcomes.size(); o++) {
      double[] y = Finite.require(outcomes.get(o), rows.numeric(outcomes.get(o)));
      double[] beta = space.coefficients(y);
      double grand = 0;
      for (int s = 0; s < size.length; s++) {
        grand += size[s] * beta[s] / n;
      }
      location[o] = Arrays.copyOfRange(beta, sites.size() - 1, beta.length);
      location[o][0] = grand;
      double[] rest = space.residuals(y);
      scale[o] = Math.sqrt(InnerProduct.of(rest, rest) / n);
      if (!(scale[o] > ColumnSpace.TOLERANCE * ColumnSpace.norm(y) / Math.sqrt(n))) {
        throw new IllegalArgumentException(
            "Cannot harmonise: " + outcomes.get(o) + " has no variance beside " + site);
      }
      for (int i = 0; i < n; i++) {
        standardised[o][i] = (y[i] - predicted(location[o], covariates, i)) / scale[o];
      }
    }
    double[][] shift = new double[sites.size()][];
    double[][] spread = new double[sites.size()][];
    List<String> shiftedOnly = new ArrayList<>();
    for (int s = 0; s < size.length; s++) {
      CombatShrinkage shrunk = CombatShrinkage.of(select(standardised, siteOf, s, size[s]), prior);
      shift[s] = shrunk.shift();
      spread[s] = shrunk.variance();
      if (size[s] == 1) {
        shiftedOnly.add(sites.get(s));
      }
    }
    return new Combat(
        outcomes, site, sites, preserved, levels, location, scale, shift, spread, shiftedOnly);
  }

  /**
   * The rows with every outcome column replaced by its harmonised values.
   *
   * <p>A row without an outcome keeps it missing; site and covariates must be present.
   */
  public Observations apply(Observations rows) {
    int[] siteOf = siteOf(rows, site, sites);
    double[][] covariates = covariates(rows, preserved, levels);
    Observations harmonised = rows;
    for (int o = 0; o < outcomes.size(); o++) {
      double[] y = rows.numeric(outcomes.get(o));
      for (int i = 0; i < y.length; i++) {
        double base = predicted(location[o], covariates, i);
        double z = (y[i] - base) / scale[o];
        int s = siteOf[i];
        y[i] = scale[o] * (z - shift[s][o]) / Math.sqrt(spread[s][o]) + base;
      }
      harmonised = harmonised.replacing(outcomes.get(o), y);
    }
    return harmonised;
  }

  /** Sites with one fitted row: their shift is removed, their scale is kept. */
  public List<String> shiftedOnly() {
    return shiftedOnly;
  }

  private static ColumnSpace space(
      double[][] indicators, double[][] covariates, int n, List<String> preserved, String site) {
    double[][] columns = Arrays.copyOf(indicators, indicators.length + covariates.length);
    System.arraycopy(covariates, 0, columns, indicators.length, covariates.length);
    ColumnSpace space = ColumnSpace.of(columns, n);
    if (!space.dependent().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot harmonise: "
              + site
              + " and "
              + preserved
              + " are confounded (each site must hold"
              + " more than one value of a covariate)");
    }
    if (n <= space.rank()) {
      throw new IllegalArgumentException(
          "Cannot harmonise: n = " + n + " (must be > " + space.rank() + " columns)");
    }
    return space;
  }

  private static int[] siteOf(Observations rows, String site, List<String> sites) {
    List<String> labels = rows.factor(site);
    int[] siteOf = new int[labels.size()];
    for (int i = 0; i < siteOf.length; i++) {
      siteOf[i] = sites.indexOf(labels.get(i));
      if (siteOf[i] < 0) {
        throw new IllegalArgumentException(
            "Invalid "
                + site
                + " of "
                + rows.keys().get(i)
                + ": "
                + labels.get(i)
                + " (must be one of the fitted "
                + sites
                + ")");
      }
    }
    return siteOf;
  }

  private static double[][] covariates(
      Observations rows, List<String> preserved, List<List<String>> levels) {
    List<double[]> columns = new ArrayList<>();
    for (int p = 0; p < preserved.size(); p++) {
      String name = preserved.get(p);
      if (!rows.isFactor(name)) {
        columns.add(Finite.require(name, rows.numeric(name)));
        continue;
      }
      List<String> labels = rows.factor(name);
      List<String> known = levels.get(p);
      for (int i = 0; i < labels.size(); i++) {
        if (!known.contains(labels.get(i))) {
          throw new IllegalArgumentException(
              "Invalid "
                  + name
                  + " of "
                  + rows.keys().get(i)
                  + ": "
                  + labels.get(i)
                  + " (must be one of the fitted "
                  + known
                  + ")");
        }
      }
      for (String level : known.subList(1, known.size())) {
        columns.add(labels.stream().mapToDouble(l -> l.equals(level) ? 1 : 0).toArray());
      }
    }
    return columns.toArray(double[][]::new);
  }

  /** Grand mean (entry 0) plus the covariates of one row. */
  private static double predicted(double[] location, double[][] covariates, int row) {
    double sum = location[0];
    for (int c = 0; c < covariates.length; c++) {
      sum += location[c + 1] * covariates[c][row];
    }
    return sum;
  }

  private static double[][] select(double[][] values, int[] siteOf, int site, int size) {
    double[][] selected = new double[values.length][size];
    for (int o = 0; o < values.length; o++) {
      int at = 0;
      for (int i = 0; i < siteOf.length; i++) {
        if (siteOf[i] == site) {
          selected[o][at++] = values[o][i];
        }
      }
    }
    return selected;
  }
}
