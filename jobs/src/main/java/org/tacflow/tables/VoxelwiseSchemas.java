package org.tacflow.tables;

import org.apache.spark.sql.types.StructType;

/** Columns of the tables of voxelwise tests. */
final class VoxelwiseSchemas {
  private VoxelwiseSchemas() {}

  static StructType tests() {
    return new SchemaBuilder()
        .text("test", "name of the test in the configuration")
        .text("tracer", "tracer id of the registry")
        .text("model", "id of the model entry, or what the table of maps says")
        .text("outcome", "BEP023 label, or what the table of maps says")
        .text("disease", "diagnosis")
        .text("subgroup", "subgroup of the disease, or all")
        .text("scale", "scale of the correlation, null for a contrast")
        .text("comparator", "diagnosis of the comparator, null for a correlation")
        .text("covariates", "held constant, separated by spaces; empty without")
        .text("transform", "log or none, of the maps")
        .number("smoothing", "mm", "full width at half maximum of the Gaussian, 0 without")
        .text("scaling", "none, proportional or covariate: the global level of maps")
        .text("exchangeability", "site or all: within what maps were permuted")
        .count("n", "people")
        .count("n_group", "people of the group, null for a correlation")
        .count("n_comparator", "people of the comparator, null for a correlation")
        .count("voxels", "voxels tested")
        .count("voxels_left_out", "voxels of the mask or of any map that some map lacks")
        .count("permutations", "orders, the one as it stands included")
        .flag("exact", "whether these are all orders")
        .count("df", "residual degrees of freedom of t")
        .number("cluster_threshold", "1", "|t| above which voxels form clusters")
        .text("connectivity", "faces or corners")
        .number("largest_t", "1", "t of the most extreme voxel")
        .number("p_fwe_t", "1", "smallest family-wise p of t")
        .number("p_fwe_tfce", "1", "smallest family-wise p of TFCE")
        .number("p_fwe_mass", "1", "smallest family-wise p of the mass of a cluster")
        .count("excluded_lab", "low-affinity binders left out")
        .count("excluded_genotype", "left out for an unknown or refused genotype")
        .count("excluded_covariate", "left out for a missing covariate")
        .count("excluded_score", "left out for no score in the window")
        .count("excluded_outcome", "left out for no map in the grid")
        .count("excluded_repeat", "further scans of a person, left out so that n counts people")
        .text("maps", "folder of the maps of results, relative to the output folder")
        .text("status", "ok, or why there is no test")
        .text("settings_hash", "hash of the configuration")
        .text("version", "program version")
        .build();
  }

  static StructType results() {
    return place(new SchemaBuilder().text("test", "name of the test"))
        .number(
            "effect", "unit", "change of the outcome per unit of the score, or group difference")
        .number("r", "1", "partial correlation with the score as written, or with the group")
        .number("t", "1", "t of the tested variable, null without variance")
        .number("tfce", "1", "threshold-free cluster enhancement, signed as t")
        .number("p", "1", "two-sided permutation p of this voxel alone")
        .number("p_fwe_t", "1", "family-wise p by the largest |t| of all voxels")
        .number("p_fwe_tfce", "1", "family-wise p by the largest |TFCE| of all voxels")
        .build();
  }

  static StructType clusters() {
    return place(new SchemaBuilder().text("test", "name of the test"))
        .count("cluster", "rank by mass, from 1; voxel, x, y and z are those of its peak")
        .count("voxels", "number of voxels")
        .number("volume", "mm3", "volume")
        .number("mass", "1", "sum of t over its voxels")
        .number("peak_t", "1", "t of its most extreme voxel")
        .number("p_fwe_mass", "1", "family-wise p by the largest |mass| of all clusters")
        .build();
  }

  private static SchemaBuilder place(SchemaBuilder columns) {
    return columns
        .count("voxel", "index in the grid, x fastest, from 0")
        .number("x", "mm", "world coordinate, right")
        .number("y", "mm", "world coordinate, anterior")
        .number("z", "mm", "world coordinate, superior");
  }
}
