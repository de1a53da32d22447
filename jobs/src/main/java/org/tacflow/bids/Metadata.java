package org.tacflow.bids;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * The fields of one or more JSON sidecars; a later file overrides an earlier one.
 *
 * <p>{@code null}, {@code "n/a"} and an empty text read as missing.
 */
public final class Metadata {
  private static final long LIMIT_BYTES = 4L << 20;
  // Sidecars of scanners are two or three levels deep and name nothing at greater length.
  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_NAME = 1000;
  // Python writes NaN and Infinity into JSON.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final String source;
  private final ObjectNode fields;

  private Metadata(String source, ObjectNode fields) {
    this.source = source;
    this.fields = fields;
  }

  /** Without any field. */
  public static Metadata empty() {
    return new Metadata("no sidecar", MAPPER.createObjectNode());
  }

  /** Reads files, general first; messages name the last. */
  public static Metadata read(Storage storage, List<String> paths) throws ScanException {
    ObjectNode fields = MAPPER.createObjectNode();
    String source = "no sidecar";
    for (String path : paths) {
      source = path;
      fields.setAll(object(storage, path));
    }
    return new Metadata(source, fields);
  }

  private static ObjectNode object(Storage storage, String path) throws ScanException {
    try {
      String text = storage.readText(path, LIMIT_BYTES);
      JsonNode node = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new ScanException("Cannot read " + path + ": no JSON object (repair the file)");
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new ScanException(
          "Cannot read " + path + ": no JSON" + where + " (" + e.getOriginalMessage() + ")", e);
    } catch (IOException e) {
      throw new ScanException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** What messages call it: the most specific path. */
  public String source() {
    return source;
  }

  /** Whether a field is there with a value. */
  public boolean has(String field) {
    return !isMissing(fields.get(field));
  }

  private static boolean isMissing(JsonNode node) {
    if (node == null || node.isNull()) {
      return true;
    }
    String text = node.isTextual() ? node.textValue().strip() : "-";
    return text.isEmpty() || text.equalsIgnoreCase("n/a");
  }

  /** A field as text, or null when missing. */
  public String text(String field) {
    JsonNode node = fields.get(field);
    return isMissing(node) ? null : node.asText().strip();
  }

  /** A field of a field, such as the {@code Units} of a column, as text, or null. */
  public String text(String column, String field) {
    JsonNode node = fields.get(column);
    JsonNode inner = node == null ? null : node.get(field);
    return isMissing(inner) ? null : inner.asText().strip();
  }

  /** A field as a finite number, NaN when missing; throws on anything else. */
  public double number(String field) throws ScanException {
    JsonNode node = fields.get(field);
    return isMissing(node) ? Double.NaN : finite(field, node);
  }

  /** A field as finite numbers, or null when missing; a single number is an array of one. */
  public double[] numbers(String field) throws ScanException {
    JsonNode node = fields.get(field);
    if (isMissing(node)) {
      return null;
    }
    if (!node.isArray()) {
      return new double[] {finite(field, node)};
    }
    double[] out = new double[node.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = finite(field + "[" + i + "]", node.get(i));
    }
    return out;
  }

  private double finite(String field, JsonNode node) throws ScanException {
    double value = Double.NaN;
    if (node.isNumber()) {
      value = node.doubleValue();
    } else if (node.isTextual()) {
      try {
        value = Double.parseDouble(node.textValue().strip());
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
    }
    if (!Double.isFinite(value)) {
      throw new ScanException(
          "Invalid " + field + " in " + source + ": " + node + " (must be a finite number)");
    }
    return value;
  }

  /** A field as true or false, or null when missing; throws on anything else. */
  public Boolean flag(String field) throws ScanException {
    String text = text(field);
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default ->
          throw new ScanException(
              "Invalid " + field + " in " + source + ": " + text + " (must be true or false)");
    };
  }
}
