package org.tacflow.udf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The contexts of all scans of a run by scan key: what is broadcast once to every executor. */
public final class ScanContexts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, ScanContext> scans;

  private ScanContexts(HashMap<String, ScanContext> scans) {
    this.scans = scans;
  }

  /** From contexts by scan key. */
  public static ScanContexts of(Map<String, ScanContext> scans) {
    return new ScanContexts(new HashMap<>(scans));
  }

  /** The context of a scan, null when the run does not know it. */
  public ScanContext get(String scan) {
    return scans.get(scan);
  }
}
