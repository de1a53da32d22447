package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tacflow.numerics.InnerProduct;

/**
 * F tests of the terms of a linear model, by the sum of squares that each adds.
 *
 * <p>{@code F = (RSS_without - RSS_with)/df / (RSS_full/errorDf)}. Type II compares a term with all
 * terms that do not contain it and is the test of main effects without interaction. Type III
 * compares the full model with the one that lacks the columns of the term, under sum-to-zero
 * coding, and is the test of main effects beside an interaction. Neither depends on the order of
 * the terms. Source: Fox 2016, ISBN 9781452205663, section 8.2.
 */
public final class AnalysisOfVariance {
  private AnalysisOfVariance() {}

  /** Type II tests of all terms, in the given order. */
  public static List<TermTest> typeTwo(Observations rows, String response, List<String> terms) {
    DesignMatrix full = DesignMatrix.of(rows, FactorCoding.TREATMENT, terms);
    List<TermTest> tests = new ArrayList<>();
    for (String term : terms) {
      List<String> containing =
          new ArrayList<>(terms.stream().filter(t -> contains(t, term)).toList());
      DesignMatrix with = full.without(containing);
      containing.add(term);
      tests.add(compare(term, full.without(containing), with, full, rows.numeric(response)));
    }
    return tests;
  }

  /** Type III tests of all terms under sum-to-zero coding, in the given order. */
  public static List<TermTest> typeThree(Observations rows, String response, List<String> terms) {
    DesignMatrix full = DesignMatrix.of(rows, FactorCoding.SUM, terms);
    List<TermTest> tests = new ArrayList<>();
    for (String term : terms) {
      tests.add(compare(term, full.without(List.of(term)), full, full, rows.numeric(response)));
    }
    return tests;
  }

  /** Whether {@code other} is an interaction that includes all of {@code term}. */
  private static boolean contains(String other, String term) {
    return !other.equals(term)
        && Arrays.asList(other.split(":")).containsAll(Arrays.asList(term.split(":")));
  }

  private static TermTest compare(
      String term, DesignMatrix without, DesignMatrix with, DesignMatrix full, double[] y) {
    Finite.require("response", y);
    ColumnSpace space = full.space();
    String deficiency = full.deficiency(space);
    int df = with.names().size() - without.names().size();
    if (deficiency == null && df == 0) {
      deficiency = "term " + term + " has one level";
    }
    if (deficiency != null) {
      return new TermTest(term, 0, 0, Double.NaN, Double.NaN, deficiency);
    }
    int errorDf = full.rows() - space.rank();
    double added = squares(without.space(), y) - squares(with.space(), y);
    double f = added / df / (squares(space, y) / errorDf);
    return new TermTest(term, df, errorDf, f, Tails.upperF(f, df, errorDf), null);
  }

  private static double squares(ColumnSpace space, double[] y) {
    double[] rest = space.residuals(y);
    return InnerProduct.of(rest, rest);
  }
}
