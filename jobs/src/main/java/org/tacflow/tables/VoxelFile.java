package org.tacflow.tables;

/**
 * A file of a table by voxel.
 *
 * @param path full path
 * @param scan whose voxels it holds, of all its rows
 */
public record VoxelFile(String path, String scan, long rows, long bytes) {}
