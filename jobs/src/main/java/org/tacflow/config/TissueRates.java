package org.tacflow.config;

import java.io.Serializable;

/**
 * What turns rates of a model into blood flow and glucose metabolism of 100 g of tissue.
 *
 * @param bloodFlow whether K1 is also given as CBF
 * @param lumpedConstant of the tracer against glucose, 1; NaN gives no CMRglc
 * @param glucose plasma glucose of scans without a value of their own, mmol/L; NaN without
 * @param glucoseColumn column with plasma glucose, mmol/L; empty without
 * @param density of the tissue, g/mL
 */
public record TissueRates(
    boolean bloodFlow, double lumpedConstant, double glucose, String glucoseColumn, double density)
    implements Serializable {

  /** Neither flow nor metabolism. */
  public static TissueRates none() {
    return new TissueRates(false, Double.NaN, Double.NaN, "", 1.04);
  }

  /** Whether CMRglc is asked for. */
  public boolean metabolism() {
    return lumpedConstant > 0;
  }
}
