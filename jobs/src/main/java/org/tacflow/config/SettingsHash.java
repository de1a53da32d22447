package org.tacflow.config;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A hash of what is computed: equal settings give equal hashes wherever the files lie.
 *
 * <p>SHA-256 over a canonical text of the records: components by name, map keys sorted, doubles in
 * hexadecimal, lists in their order. Names and places ({@link NotHashed}) are left out. The text
 * does not depend on the order of keys in YAML, on defaults being written out, or on the Java
 * version.
 */
public final class SettingsHash {
  private static final int SHOWN_BYTES = 8;

  private SettingsHash() {}

  /** Hash of a whole configuration, 16 hexadecimal digits. */
  public static String of(CohortConfig config) {
    return hash(canonical(config));
  }

  /** Hash of one model entry with its settings, 16 hexadecimal digits; its id is left out. */
  public static String of(CohortConfig.Model model) {
    return hash(canonical(model));
  }

  /** Hash of how a table of regional values is read, 16 hexadecimal digits. */
  public static String of(Measures.Values values) {
    return hash(canonical(values));
  }

  /**
   * Every setting that is hashed, by its dotted name: {@code blood.delay-mode}, {@code
   * models.Logan.settings.t-star}.
   *
   * @return the canonical text of each; equal texts are equal settings
   */
  public static Map<String, String> settings(CohortConfig config) {
    Map<String, String> settings = new TreeMap<>();
    leaves("", config, settings);
    settings.remove("models");
    settings.put(
        "order-of-models",
        canonical(config.models().stream().map(CohortConfig.Model::id).toList()));
    for (CohortConfig.Model model : config.models()) {
      leaves("models." + model.id() + ".", model, settings);
    }
    return settings;
  }

  private static void leaves(String prefix, Record record, Map<String, String> into) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getAnnotation(NotHashed.class) == null) {
        String name = prefix + kebab(component.getName());
        Object value = value(record, component);
        if (value instanceof Record inner) {
          leaves(name + ".", inner, into);
        } else {
          into.put(name, canonical(value));
        }
      }
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Every text of a configuration, whether it is hashed or not: some of them name files. */
  public static Set<String> texts(Object value) {
    Set<String> texts = new TreeSet<>();
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        texts.addAll(texts(value(record, component)));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(inner -> texts.addAll(texts(inner)));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> texts.addAll(texts(inner)));
    } else if (value instanceof String text && !text.isEmpty()) {
      texts.add(text);
    }
    return texts;
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot hash " + component.getName() + ": " + e, e);
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, SHOWN_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java platform has SHA-256", e);
    }
  }

  /** The text that is hashed. */
  static String canonical(Object value) {
    if (value instanceof Record record) {
      return record(record);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, inner) -> sorted.put(canonical(key), canonical(inner)));
      return sorted.toString();
    }
    if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      list.forEach(inner -> parts.add(canonical(inner)));
      return parts.toString();
    }
    if (value instanceof Double number) {
      return Double.toHexString(number);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof String text) {
      // Quoted with its length, so that no text can imitate the structure around it.
      return text.length() + ":" + text;
    }
    if (value instanceof Integer || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "Cannot hash: a " + value.getClass() + " (must be a record, map, list or scalar)");
  }

  private static String record(Record record) {
    Map<String, String> parts = new TreeMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getAnnotation(NotHashed.class) == null) {
        parts.put(component.getName(), canonical(value(record, component)));
      }
    }
    return record.getClass().getSimpleName() + parts;
  }
}
