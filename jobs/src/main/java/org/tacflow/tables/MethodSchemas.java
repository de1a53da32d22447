package org.tacflow.tables;

import org.apache.spark.sql.types.StructType;

/** Columns of the tables that hold results across models, regions or scans. */
final class MethodSchemas {
  private MethodSchemas() {}

  static StructType occupancy() {
    return new SchemaBuilder()
        .text("participant_id", "sub-…")
        .text("tracer", "tracer id of the registry")
        .text("baseline_scan", "scan key without the drug, null when there is none")
        .text("blocked_scan", "scan key with the drug, null when there is none")
        .text("method", "lassen over regions, or ratio of BPND of one region")
        .text("model", "id of the model entry of the configuration")
        .text("outcome", "VT for lassen, BPND for ratio")
        .text("estimate", "voxels or mean_tac")
        .text("parcellation", "seg label, or dseg")
        .text("region", "region or group name, null for lassen")
        .flag("is_group", "whether it is a group, null for lassen")
        .number("occupancy", "1", "share of the target that the drug took, null when there is none")
        .number("occupancy_se", "1", "its standard error: of the line, or of both fits")
        .number("VND", "mL/cm3", "non-displaceable volume where the Lassen line meets 0")
        .number("VND_se", "mL/cm3", "its standard error")
        .count("n_regions", "regions behind the line")
        .number("baseline_value", "1", "BPND without the drug")
        .number("blocked_value", "1", "BPND with the drug")
        .texts("flags", "occupancy_outside, vnd_outside, few_regions, poor_precision …")
        .text("status", "ok, or why there is no number")
        .text("settings_hash", "hash of the model entry and what it rests on")
        .text("version", "program version")
        .build();
  }
}
