package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The difference of one group from a reference group at equal covariates.
 *
 * @param group level compared
 * @param reference level compared with
 * @param nGroup rows of the group
 * @param nReference rows of the reference
 * @param scale scale of {@code difference}
 * @param difference coefficient of the group with its test, null when there is a reason
 * @param residualSd standard deviation within groups at equal covariates, on that scale
 * @param percent {@code 100 (exp(b) - 1)} on the log scale, NaN on the linear
 * @param percentLow lower end of its 95 % interval
 * @param percentHigh upper end of its 95 % interval
 * @param reason why there is no number, null when there is
 */
public record GroupContrast(
    String group,
    String reference,
    int nGroup,
    int nReference,
    OutcomeScale scale,
    Coefficient difference,
    double residualSd,
    double percent,
    double percentLow,
    double percentHigh,
    String reason) {

  /**
   * Least-squares contrast of {@code outcome ~ group + covariates}, by {@link LinearModel}.
   *
   * <p>Rows of other groups are not used. An outcome that is not positive has no logarithm and
   * gives a reason, as do an absent group and covariates that determine the group.
   *
   * @param rows complete cases of all named columns
   * @param outcome numeric column on its measured scale
   * @param groupColumn factor that holds both groups
   */
  public static GroupContrast adjusted(
      Observations rows,
      String outcome,
      OutcomeScale scale,
      String groupColumn,
      String reference,
      String group,
      List<String> covariates) {
    List<String> labels = rows.factor(groupColumn);
    int[] index = new int[rows.size()];
    int count = 0;
    int nGroup = 0;
    for (int i = 0; i < index.length; i++) {
      boolean inGroup = group.equals(labels.get(i));
      if (inGroup || reference.equals(labels.get(i))) {
        index[count++] = i;
        nGroup += inGroup ? 1 : 0;
      }
    }
    int nReference = count - nGroup;
    if (nGroup == 0 || nReference == 0) {
      String absent = nGroup == 0 ? group : reference;
      return undefined(group, reference, nGroup, nReference, scale, "no row of group " + absent);
    }
    Observations both = rows.select(Arrays.copyOf(index, count));
    double[] y = both.numeric(outcome);
    if (scale == OutcomeScale.LOG) {
      for (int i = 0; i < y.length; i++) {
        if (!(y[i] > 0)) {
          String reason = outcome + " of " + both.keys().get(i) + " is " + y[i] + ", not positive";
          return undefined(group, reference, nGroup, nReference, scale, reason);
        }
        y[i] = Math.log(y[i]);
      }
    }
    double[] indicator =
        both.factor(groupColumn).stream().mapToDouble(l -> l.equals(group) ? 1 : 0).toArray();
    String column = groupColumn + group;
    List<String> terms = new ArrayList<>(covariates);
    terms.add(column);
    LinearModel model =
        LinearModel.fit(
            DesignMatrix.of(both.withNumeric(column, indicator), FactorCoding.TREATMENT, terms), y);
    if (model.reason() != null) {
      return undefined(group, reference, nGroup, nReference, scale, model.reason());
    }
    Coefficient b = model.coefficient(column);
    boolean log = scale == OutcomeScale.LOG;
    return new GroupContrast(
        group,
        reference,
        nGroup,
        nReference,
        scale,
        b,
        Math.sqrt(model.residualSumOfSquares() / model.residualDf()),
        log ? 100 * Math.expm1(b.estimate()) : Double.NaN,
        log ? 100 * Math.expm1(b.ciLow()) : Double.NaN,
        log ? 100 * Math.expm1(b.ciHigh()) : Double.NaN,
        null);
  }

  private static GroupContrast undefined(
      String group, String reference, int nGroup, int nReference, OutcomeScale scale, String why) {
    double nan = Double.NaN;
    return new GroupContrast(
        group, reference, nGroup, nReference, scale, null, nan, nan, nan, nan, why);
  }
}
