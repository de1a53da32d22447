package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Renames that fail loudly: Hadoop only returns false. */
public final class Moves {
  private Moves() {}

  /** Gives a file or folder another place. */
  public static void move(FileSystem system, Path from, Path to) throws IOException {
    if (!system.rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to + ": the file system refuses");
    }
  }
}
