package org.tacflow.config;

import java.util.ArrayList;
import java.util.List;

/** The reference of all configuration keys, made from the declarations that also check them. */
public final class ConfigReference {
  private ConfigReference() {}

  /**
   * One key.
   *
   * @param path dotted path; {@code []} stands for each entry of a list
   * @param values what its value must be
   * @param fallback default as YAML text; "required" when it must be given
   * @param meaning one sentence
   */
  public record Entry(String path, String values, String fallback, String meaning) {}

  /** All keys in the order of the declarations, sections before their keys. */
  public static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    collect("", ConfigKeys.keys(), entries);
    return entries;
  }

  private static void collect(String prefix, KeySet<?> section, List<Entry> entries) {
    for (Key<?> key : section.keys()) {
      String path = prefix + key.name();
      String fallback = key.fallback() == null ? "required" : key.fallback();
      KeySet<?> inner = Lists.section(key.type());
      String values = inner == null ? key.type().values() : "a section";
      boolean list = inner != null && inner != key.type();
      entries.add(new Entry(path, list ? "a list of sections" : values, fallback, key.meaning()));
      if (inner != null) {
        collect(path + (list ? "[]." : "."), inner, entries);
      }
    }
  }

  /** The reference as a Markdown table. */
  public static String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    for (Entry entry : entries()) {
      String shown = entry.fallback().isEmpty() ? "empty" : "`" + entry.fallback() + "`";
      out.append("| `").append(entry.path()).append("` | ").append(entry.values());
      out.append(" | ").append(shown).append(" | ").append(entry.meaning()).append(" |\n");
    }
    return out.toString();
  }

  /** The reference as text for a terminal. */
  public static String text() {
    StringBuilder out = new StringBuilder();
    for (Entry entry : entries()) {
      String shown = entry.fallback().isEmpty() ? "empty" : entry.fallback();
      out.append(entry.path()).append('\n');
      out.append("    ").append(entry.meaning()).append('\n');
      out.append("    value: ").append(entry.values()).append('\n');
      out.append("    default: ").append(shown).append('\n');
    }
    return out.toString();
  }
}
