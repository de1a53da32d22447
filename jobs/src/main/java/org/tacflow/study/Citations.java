package org.tacflow.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Papers behind models, statistics and standards, by topic: a model's name, or a word. */
public final class Citations {
  private final Map<String, String> byTopic = new LinkedHashMap<>();

  private Citations() {}

  /** Reads {@code citations.csv}. */
  public static Citations read(RegistrySource source) {
    Citations citations = new Citations();
    for (RegistryRow row : source.rows("citations.csv")) {
      String doi = row.required("doi");
      if (!doi.matches("10[.][0-9]{4,9}/\\S+")) {
        throw row.invalid("doi", doi, "must be a DOI without a resolver");
      }
      String text = row.required("citation") + ", doi:" + doi;
      if (citations.byTopic.putIfAbsent(row.required("topic"), text) != null) {
        throw row.invalid("topic", row.required("topic"), "must stand once");
      }
    }
    return citations;
  }

  /** The papers of some topics, each once; topics without a paper add none. */
  public List<String> of(Collection<String> topics) {
    LinkedHashSet<String> found = new LinkedHashSet<>();
    for (String topic : topics) {
      if (byTopic.containsKey(topic)) {
        found.add(byTopic.get(topic));
      }
    }
    return new ArrayList<>(found);
  }
}
