package org.tacflow.config;

import java.util.List;
import java.util.Map;
import org.tacflow.config.Measures.Ratio;
import org.tacflow.config.Measures.Values;

/** The keys of {@code measures}. */
final class MeasureKeys {
  private static final Key<String> REGION =
      new Key<>("region", Scalars.text(), null, "Region or group above the line.");
  private static final Key<String> OVER =
      new Key<>("over", Scalars.text(), null, "Region or group below the line.");

  private static final Key<String> PATH =
      new Key<>("path", Scalars.path(), null, "File, TSV or CSV.");
  private static final Key<String> TRACER =
      new Key<>("tracer", Scalars.text(), null, "Tracer of the values, by id or name.");
  private static final Key<String> OUTCOME =
      new Key<>("outcome", Scalars.text(), null, "Outcome of the values: SUVR, perfusion, VT.");
  private static final Key<String> UNIT =
      new Key<>("unit", Scalars.text(), "1", "Unit of the values.");
  private static final Key<String> PARTICIPANT =
      new Key<>(
          "participant-column", Scalars.text(), "participant_id", "Column with the participant.");
  private static final Key<String> SESSION =
      new Key<>(
          "session-column", Scalars.text(), "", "Column with the session; empty without one.");
  private static final Key<String> REGION_COLUMN =
      new Key<>("region-column", Scalars.text(), "region", "Column with the region.");
  private static final Key<String> VALUE_COLUMN =
      new Key<>("value-column", Scalars.text(), "value", "Column with the value.");
  private static final Key<Map<String, String>> REGIONS =
      new Key<>(
          "regions",
          Lists.map(Scalars.text()),
          "{}",
          "Column name to region, where a row is a person with all regions.");
  private static final Key<String> REFERENCE =
      new Key<>(
          "reference-region", Scalars.text(), "", "What the values are relative to; or empty.");

  private static final Key<List<Ratio>> RATIOS =
      new Key<>(
          "ratios",
          Lists.of(ratio()),
          "[]",
          "Outcomes of a region over another: lesion over NAWM.");
  private static final Key<List<String>> ASYMMETRY =
      new Key<>(
          "asymmetry",
          Lists.of(Scalars.text()),
          "[]",
          "Regions whose _left and _right are set against each other, in %.");
  private static final Key<List<String>> CONTRALATERAL =
      new Key<>(
          "contralateral",
          Lists.of(Scalars.text()),
          "[]",
          "Regions to tell apart by the affected side: region_contralateral, region_ipsilateral.");
  private static final Key<List<Values>> TABLES =
      new Key<>(
          "regional-values",
          Lists.of(values()),
          "[]",
          "Tables of regional values made elsewhere: static ratios, other programs.");

  private MeasureKeys() {}

  static KeySet<Measures> keys() {
    return new KeySet<>(
        List.of(RATIOS, ASYMMETRY, CONTRALATERAL, TABLES),
        (in, values) ->
            new Measures(
                values.value(RATIOS),
                values.value(ASYMMETRY),
                values.value(CONTRALATERAL),
                values.value(TABLES)));
  }

  private static KeySet<Ratio> ratio() {
    return new KeySet<>(
        List.of(REGION, OVER), (in, values) -> new Ratio(values.value(REGION), values.value(OVER)));
  }

  private static KeySet<Values> values() {
    return new KeySet<>(
        List.of(
            PATH,
            TRACER,
            OUTCOME,
            UNIT,
            PARTICIPANT,
            SESSION,
            REGION_COLUMN,
            VALUE_COLUMN,
            REGIONS,
            REFERENCE),
        (in, values) ->
            new Values(
                values.value(PATH),
                values.value(TRACER),
                values.value(OUTCOME),
                values.value(UNIT),
                values.value(PARTICIPANT),
                values.value(SESSION),
                values.value(REGION_COLUMN),
                values.value(VALUE_COLUMN),
                values.value(REGIONS),
                values.value(REFERENCE)));
  }
}
