package org.tacflow.study;

import java.io.Serializable;
import java.util.List;

/**
 * One tracer and what the study must know about it.
 *
 * @param id registry id: PBR28, PK11195, FDG
 * @param name full name with the label position
 * @param aliases other spellings seen in files
 * @param isotope C11, F18, O15, Tc99m; empty when unknown
 * @param halfLifeSeconds physical half-life, s; NaN when unknown
 * @param target what it binds to
 * @param genotypeSensitivity how rs6971 acts on its binding
 * @param reversibility whether it leaves the tissue compartment again during a scan
 * @param primaryOutcome BEP023 label or derived measure; empty when not established
 * @param defaultReference region id of the usual reference or pseudo-reference; empty without one
 * @param referenceKind {@code reference}, {@code near-reference}, {@code pseudo} or {@code none}
 * @param suvrBeginMinutes begin of the usual SUVR window, min after injection; NaN when not
 *     established
 * @param suvrEndMinutes end of that window, min after injection; NaN when not established
 * @param note what to mind, one or two sentences
 */
public record Tracer(
    String id,
    String name,
    List<String> aliases,
    String isotope,
    double halfLifeSeconds,
    String target,
    GenotypeSensitivity genotypeSensitivity,
    Reversibility reversibility,
    String primaryOutcome,
    String defaultReference,
    String referenceKind,
    double suvrBeginMinutes,
    double suvrEndMinutes,
    String note)
    implements Serializable {

  /** How the TSPO genotype rs6971 acts on the binding of a tracer. */
  public enum GenotypeSensitivity {
    /** Binding differs strongly by genotype; LAB carry no usable signal. */
    SENSITIVE,
    /** A small difference; LAB stay in. */
    LOW_SENSITIVITY,
    /** No accepted difference; LAB stay in. */
    INSENSITIVE,
    /** Not a TSPO tracer. */
    NOT_APPLICABLE;

    /** Whether a correlation with this tracer must know the genotype. */
    public boolean needsGenotype() {
      return this == SENSITIVE;
    }
  }

  /** Whether a tracer leaves the tissue compartment again during a scan. */
  public enum Reversibility {
    /** Reversible binding or free diffusion. */
    REVERSIBLE,
    /** Trapped, wholly or nearly so. */
    IRREVERSIBLE,
    /** Not established. */
    UNKNOWN
  }

  /** Copies the lists. */
  public Tracer {
    aliases = List.copyOf(aliases);
  }
}
