package org.tacflow.bids;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 of file contents, taken again only where size or times of a file have changed.
 *
 * <p>Content rules: the stamp (see {@link Storage#stamp}) only saves reading. A file whose stamp is
 * younger than two seconds when it is read is read again the next time, since a second write within
 * the resolution of the clock would not show.
 */
public final class FileHashes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long YOUNG_MILLIS = 2000;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  /**
   * The content of a file.
   *
   * @param stamp size and times when it was read; empty when it must be read again
   * @param sha256 64 hexadecimal digits, or why there are none
   */
  public record Entry(String stamp, String sha256) implements Serializable {}

  /** Without any knowledge: every file is read. */
  public static FileHashes none() {
    return new FileHashes();
  }

  /** With what an earlier run knew. */
  public static FileHashes ofJson(String json) throws IOException {
    FileHashes hashes = new FileHashes();
    hashes.entries.putAll(JSON.readValue(json, new TypeReference<Map<String, Entry>>() {}));
    return hashes;
  }

  /** What a later run may know. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(entries);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those of some files whose content is not known. */
  public List<String> unknown(Storage storage, Collection<String> files) throws IOException {
    List<String> unknown = new ArrayList<>();
    for (String file : files) {
      Entry entry = entries.get(file);
      if (entry == null || entry.stamp().isEmpty() || !entry.stamp().equals(stamp(storage, file))) {
        unknown.add(file);
      }
    }
    return unknown;
  }

  private static String stamp(Storage storage, String file) {
    try {
      return storage.stamp(file);
    } catch (IOException e) {
      // It will say so when it is read.
      return "";
    }
  }

  /**
   * Reads one file; what comes back is to be {@link #put}.
   *
   * <p>A file that cannot be read has the reason for its content, and is tried again by the next
   * run: the stage that needs it refuses its scan.
   */
  public static Entry read(Storage storage, String file) {
    try {
      String before = storage.stamp(file);
      boolean young = System.currentTimeMillis() - storage.modifiedMillis(file) < YOUNG_MILLIS;
      MessageDigest digest = sha256();
      byte[] buffer = new byte[BUFFER_BYTES];
      try (InputStream in = storage.open(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
      }
      return new Entry(young ? "" : before, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      return new Entry("", "unreadable: " + e.getClass().getSimpleName());
    }
  }

  /** Keeps what was read. */
  public void put(String file, Entry entry) {
    entries.put(file, entry);
  }

  /** Forgets all files but some. */
  public void retain(Collection<String> files) {
    entries.keySet().retainAll(files);
  }

  /**
   * SHA-256 of the content of a file that is known, 64 hexadecimal digits, or why there is none.
   */
  public String of(String file) {
    Entry entry = entries.get(file);
    if (entry == null) {
      throw new IllegalArgumentException(
          "Cannot name the content of " + file + ": it was not read");
    }
    return entry.sha256();
  }

  /** SHA-256 of a text, 64 hexadecimal digits. */
  public static String ofText(String text) {
    return ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of bytes, 64 hexadecimal digits. */
  public static String ofBytes(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: this Java has no SHA-256", e);
    }
  }
}
