package org.tacflow.simulate;

import java.util.Map;

/**
 * The sources of spread between people, scans and regions, as variances.
 *
 * <p>On the log scale of VT (of Ki for FDG), and in units of BPND for a tracer with a reference
 * region. Site effects count as spread between the people of a group.
 *
 * @param common log scale, shared by all tissues of a scan
 * @param own log scale, one draw per tissue
 * @param bindingCommon BPND², shared by all binding tissues of a scan
 * @param bindingOwn BPND², one draw per tissue
 */
record Variances(double common, double own, double bindingCommon, double bindingOwn) {
  /** Region sd of log VT. */
  static final double REGION_SD = 0.08;

  /** Scan noise sd of a ratio of two regions, on the log scale; each has 1/√2 of it. */
  static final double RATIO_SCAN_SD = 0.05;

  /** Change of log VT with age, per year. */
  static final double AGE_SLOPE = 0.003;

  /** Shared part of the BPND sd of 0.08: what two regions of one scan have in common. */
  static final double BINDING_COMMON_SD = 0.07;

  /** Own part of the BPND sd of 0.08: √(0.08² − 0.07²). */
  static final double BINDING_OWN_SD = 0.0387;

  /** Of a tracer in a group. */
  static Variances of(TracerDesign tracer, PersonDesign.Group group) {
    double scale = 0;
    double shift = 0;
    double shiftSquare = 0;
    for (Map.Entry<String, Double> site : PersonDesign.SITES.entrySet()) {
      double factor = PersonDesign.SITE_SCALE.get(site.getKey());
      double move = PersonDesign.SITE_SHIFT.get(site.getKey());
      scale += site.getValue() * factor * factor;
      shift += site.getValue() * move;
      shiftSquare += site.getValue() * move * move;
    }
    double age = tracer.irreversible() ? 0 : AGE_SLOPE * group.ageSd();
    double person = tracer.sharedSd() * tracer.sharedSd() + tracer.scanSd() * tracer.scanSd();
    return new Variances(
        scale * person + shiftSquare - shift * shift + age * age,
        scale * (REGION_SD * REGION_SD + RATIO_SCAN_SD * RATIO_SCAN_SD / 2),
        scale * BINDING_COMMON_SD * BINDING_COMMON_SD,
        scale * BINDING_OWN_SD * BINDING_OWN_SD);
  }
}
