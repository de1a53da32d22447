package org.tacflow.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON that a page carries in a script element without a chance to end it. */
final class InertJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private InertJson() {}

  /**
   * The text of a value, equal as JSON, without a byte that markup or a script could read.
   *
   * <p>{@code <}, {@code >}, {@code &} and the line separators U+2028 and U+2029 stand as escapes:
   * so neither {@code </script>} nor {@code <!--} can occur.
   */
  static String of(JsonNode value) {
    String text;
    try {
      text = JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    StringBuilder out = new StringBuilder(text.length() + 64);
    for (int c = 0; c < text.length(); c++) {
      char one = text.charAt(c);
      switch (one) {
        case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) one));
        default -> out.append(one);
      }
    }
    return out.toString();
  }
}
