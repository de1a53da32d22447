package org.tacflow.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Markup in the making; what comes from data is text and cannot become markup.
 *
 * <ul>
 *   <li>Element and attribute names are the program's and are checked against a pattern.
 *   <li>Text and attribute values are escaped, so any string may be handed over.
 *   <li>Attributes that run code ({@code onclick} …) and links to other schemes than the page's own
 *       folder or {@code https} are refused.
 * </ul>
 */
public final class Html {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Set<String> LINKS = Set.of("href", "src", "action", "formaction");
  private static final Set<String> EMPTY =
      Set.of("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr");
  private static final Set<String> RAW = Set.of("script", "style");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes name, value, name, value …; a null value leaves the attribute out, an empty
   *     one gives the name alone
   */
  public Html open(String element, String... attributes) {
    if (RAW.contains(element)) {
      throw new IllegalArgumentException("Invalid element: " + element + " (must hold text only)");
    }
    begin(element, attributes);
    return this;
  }

  /** Ends the element begun last. */
  public Html close() {
    if (open.isEmpty()) {
      throw new IllegalStateException("Cannot close: no element is open");
    }
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** Text from anywhere, escaped; null is nothing. */
  public Html text(String text) {
    if (text != null) {
      escape(text, out);
    }
    return this;
  }

  /** One element with a text. */
  public Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** One paragraph. */
  public Html paragraph(String text) {
    return element("p", text);
  }

  /** Markup that was built the same way and is closed. */
  public Html append(Html other) {
    out.append(other);
    return this;
  }

  /** JSON for a script to read: of a type that no browser runs. */
  Html json(String id, String inertJson) {
    begin("script", "type", "application/json", "id", "data-" + id);
    out.append(inertJson);
    return close();
  }

  /** A script of the page's own folder. */
  Html script(String file) {
    begin("script", "src", file);
    return close();
  }

  private void begin(String element, String... attributes) {
    out.append('<').append(name(element));
    for (int a = 0; a < attributes.length; a += 2) {
      attribute(attributes[a], attributes[a + 1]);
    }
    out.append('>');
    if (EMPTY.contains(element)) {
      out.append('\n');
    } else {
      open.push(element);
    }
  }

  private void attribute(String name, String value) {
    if (value == null) {
      return;
    }
    if (name(name).startsWith("on")) {
      throw new IllegalArgumentException("Invalid attribute: " + name + " (must not run code)");
    }
    if (LINKS.contains(name) && !isSafe(value)) {
      throw new IllegalArgumentException(
          "Invalid link: " + value + " (must be relative, a fragment or https)");
    }
    out.append(' ').append(name);
    if (!value.isEmpty()) {
      out.append("=\"");
      escape(value, out);
      out.append('"');
    }
  }

  // Browsers drop tabs and line ends within a scheme, so a colon anywhere makes a link foreign.
  private static boolean isSafe(String link) {
    boolean relative = link.indexOf(':') < 0 && !link.startsWith("//") && link.indexOf('\\') < 0;
    return relative || link.startsWith("https://") || link.startsWith("data:image/png;base64,");
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Invalid name: " + name + " (must be a-z, 0-9 and -)");
    }
    return name;
  }

  private static void escape(String text, StringBuilder out) {
    for (int c = 0; c < text.length(); c++) {
      switch (text.charAt(c)) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(text.charAt(c));
      }
    }
  }

  /** The markup; every element must be closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Cannot write: <" + open.peek() + "> is not closed");
    }
    return out.toString();
  }
}
