package org.tacflow.config;

import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * YAML text on its way into nodes, within limits: length, depth, references.
 *
 * <p>A few lines of references to references stand for gigabytes of nodes.
 */
final class YamlText {
  /** Longest text, characters. */
  static final int LONGEST = 1 << 18;

  private static final int DEEPEST = 20;
  private static final int MOST_REFERENCES = 20;

  private YamlText() {}

  /** The root node, null for an empty text; no value is made into a Java object. */
  static Node compose(String text) {
    // Checked here too: the parser finds out only after work that grows with the square of a line.
    if (text.length() > LONGEST) {
      throw new YAMLException(text.length() + " characters are more than the limit of " + LONGEST);
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_REFERENCES);
    options.setAllowRecursiveKeys(false);
    return new Yaml(options).compose(new StringReader(text));
  }
}
