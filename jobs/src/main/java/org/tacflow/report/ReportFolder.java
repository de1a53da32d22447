package org.tacflow.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.tacflow.bids.Storage;

/** A folder of pages with the libraries they load, complete in itself. */
public final class ReportFolder {
  private final Storage storage;
  private final String folder;
  private final Set<Asset> written = EnumSet.noneOf(Asset.class);

  private ReportFolder(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** A folder on any file system; made with its first file. */
  public static ReportFolder of(Storage storage, String folder) {
    return new ReportFolder(storage, folder);
  }

  /**
   * Writes a page and, once per folder, what it loads.
   *
   * @param file name in the folder, {@code index.html}
   */
  public void write(String file, Page page) throws IOException {
    writeAssets(page);
    writeAlone(file, page);
  }

  /** Writes a page whose assets are there: one of many, by one of many tasks. */
  public void writeAlone(String file, Page page) throws IOException {
    write(file, page.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes, once per folder, what a page loads. */
  public void writeAssets(Page page) throws IOException {
    for (Asset asset : page.assets()) {
      if (written.add(asset)) {
        for (String name : asset.files()) {
          write(Asset.FOLDER + "/" + name, Asset.read(name));
        }
      }
    }
  }

  /** Writes a file of another kind: a picture, large data as a script. */
  public void write(String file, byte[] bytes) throws IOException {
    if (file.startsWith("/") || file.contains("..") || file.contains("\\")) {
      throw new IllegalArgumentException(
          "Invalid file name: " + file + " (must stay in the report folder)");
    }
    try (OutputStream out = storage.create(folder + "/" + file)) {
      out.write(bytes);
    }
  }

  /** Path of the folder. */
  public String path() {
    return folder;
  }
}
