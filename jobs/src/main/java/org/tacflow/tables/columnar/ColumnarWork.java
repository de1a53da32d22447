package org.tacflow.tables.columnar;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;

/**
 * What a task does with what it is given: rows, added to its file.
 *
 * @param <T> what tasks are given
 */
@FunctionalInterface
public interface ColumnarWork<T> extends Serializable {
  /** Adds rows; a task may run twice, and only the file of one attempt is kept. */
  void run(Iterator<T> given, ColumnarFile rows) throws IOException;
}
