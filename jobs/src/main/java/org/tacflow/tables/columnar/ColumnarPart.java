package org.tacflow.tables.columnar;

import java.io.Serializable;

/**
 * What one task reads of a file: the row groups whose middle lies in a range of its bytes.
 *
 * @param path full path
 * @param begin first byte
 * @param end byte behind the last
 */
public record ColumnarPart(String path, long begin, long end) implements Serializable {}
