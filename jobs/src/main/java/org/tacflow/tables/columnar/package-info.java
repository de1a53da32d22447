/**
 * Tables by voxel, written and read column by column in Parquet files.
 *
 * <p>Spark's own writer goes through five calls for every value of a row, which cost as much as the
 * fit of a voxel, and its reader makes a row of every curve. Here a column is an array until a page
 * is full, and the page is one copy of it; a row group is read as arrays. The files are plain
 * Parquet, for every reader.
 */
package org.tacflow.tables.columnar;
