package org.tacflow.kinetics;

import java.io.Serializable;

/**
 * One estimate of a model.
 *
 * @param name BEP023 label: VT, BPND, K1
 * @param unit Innis 2007: mL/cm3, mL/cm3/min, 1/min, or "1" for none
 * @param meaning one line for people
 */
public record Parameter(String name, String unit, String meaning) implements Serializable {}
