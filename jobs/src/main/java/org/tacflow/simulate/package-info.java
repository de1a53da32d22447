/**
 * Cohorts with known truth: people, genotypes, scores, blood, images, and what was planted in them.
 *
 * <p>Which correlation is planted. A finding of correlation ρ is planted so that ρ is the
 * population correlation of two columns as they stand in the files: the score, with its steps,
 * limits, drift between scan and visit (visits within 180 days, baseline); and the outcome, with
 * every spread that the simulation adds (person, scan, region, site, age), before the noise of
 * frames and blood.
 *
 * <ul>
 *   <li>VT and SUVR of tracers that rs6971 changes: the logarithm of the outcome, partial given the
 *       genotype as a factor. The raw correlation is weaker by the spread between genotypes.
 *       Binding is independent of severity, so leaving LAB out changes nothing.
 *   <li>BPND and DVR of PK11195: the outcome itself, raw, against the cerebellum, which has no
 *       specific binding.
 *   <li>FDG: the logarithm of Ki, raw.
 *   <li>SUVR is planted on the noise-free late ratio (see {@link
 *       org.tacflow.simulate.RatioPlanting}), over 60 to 90 min, or the last 30 min of a shorter
 *       scan.
 * </ul>
 *
 * <p>What an analysis finds is weaker by the noise of its estimate: {@code ρ √(σ²/(σ² + error²))}.
 * Over several subgroups of one diagnosis the correlation is that of the mixture, written as a row
 * of its own ({@code -pooled}) with the numbers of the people drawn.
 */
package org.tacflow.simulate;
