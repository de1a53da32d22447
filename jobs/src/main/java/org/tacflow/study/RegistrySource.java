package org.tacflow.study;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;

/**
 * Where the registries are read from: the packaged tables, or a user's folder before them.
 *
 * <p>A table that the folder lacks comes from the program, so that a user replaces only what
 * differs.
 */
public final class RegistrySource {
  private static final String PACKAGED = "/org/tacflow/conf/registry/";

  private final Storage storage;
  private final String folder;

  private RegistrySource(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** The tables packaged in the program. */
  public static RegistrySource packaged() {
    return new RegistrySource(null, null);
  }

  /**
   * A folder first, then the packaged tables.
   *
   * @throws InputException when there is no such folder
   */
  public static RegistrySource folder(Storage storage, String folder) {
    Objects.requireNonNull(storage, "storage");
    try {
      if (!storage.isFolder(folder)) {
        throw new InputException(
            "Cannot read registries: "
                + folder
                + " is no folder (name a folder with scales.csv …)");
      }
    } catch (IOException e) {
      throw new InputException("Cannot read registries: " + folder + ": " + e.getMessage(), e);
    }
    return new RegistrySource(storage, folder);
  }

  /** The rows of one registry table. */
  List<RegistryRow> rows(String fileName) {
    DelimitedTable table = table(fileName);
    List<RegistryRow> rows = new ArrayList<>();
    for (int r = 0; r < table.size(); r++) {
      rows.add(new RegistryRow(table, r));
    }
    return rows;
  }

  private DelimitedTable table(String fileName) {
    try {
      if (folder != null && storage.exists(folder + "/" + fileName)) {
        return DelimitedTable.read(storage, folder + "/" + fileName);
      }
      try (InputStream in = RegistrySource.class.getResourceAsStream(PACKAGED + fileName)) {
        if (in == null) {
          throw new IOException("it is not packaged in the program");
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return DelimitedTable.parse("registry/" + fileName, text, ',');
      }
    } catch (IOException e) {
      throw new InputException("Cannot read registry " + fileName + ": " + e.getMessage(), e);
    }
  }
}
