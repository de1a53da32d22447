package org.tacflow.tables;

/**
 * A file of a table by voxel.
 *
 * @param path full path
 * @param scan whose voxels it holds, of all its rows
 * @param partition value of the table's partition column, empty without one
 */
public record VoxelFile(String path, String scan, String partition, long rows, long bytes) {}
