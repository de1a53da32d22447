/**
 * Tables by voxel, written column by column into Parquet files.
 *
 * <p>Spark's own writer goes through five calls for every value of a row, which cost as much as the
 * fit of a voxel. Here a column is an array until a page is full, and the page is one copy of it.
 * The files are plain Parquet, for every reader.
 */
package org.tacflow.tables.columnar;
