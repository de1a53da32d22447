package org.tacflow.curve;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** The half-lives that a run decays and weights with: those of {@link Radionuclide}, or given. */
public final class HalfLives implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EnumMap<Radionuclide, Double> seconds;

  private HalfLives(EnumMap<Radionuclide, Double> seconds) {
    this.seconds = seconds;
  }

  /** The evaluated ones. */
  public static HalfLives evaluated() {
    return with(Map.of());
  }

  /**
   * The evaluated ones, some replaced.
   *
   * @param given seconds by nuclide in any spelling that {@link Radionuclide#parse} reads
   */
  public static HalfLives with(Map<String, Double> given) {
    EnumMap<Radionuclide, Double> seconds = new EnumMap<>(Radionuclide.class);
    for (Radionuclide nuclide : Radionuclide.values()) {
      seconds.put(nuclide, nuclide.halfLifeSeconds());
    }
    given.forEach(
        (label, value) -> {
          Radionuclide nuclide = Radionuclide.parse(label);
          if (nuclide == null) {
            throw new IllegalArgumentException(
                "Invalid radionuclide: " + label + " (must be C11, F18, ...)");
          }
          if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                "Invalid half-life of " + label + ": " + value + " s (must be > 0)");
          }
          seconds.put(nuclide, value);
        });
    return new HalfLives(seconds);
  }

  /** Half-life in s. */
  public double seconds(Radionuclide nuclide) {
    return seconds.get(nuclide);
  }

  /** Half-life in min. */
  public double minutes(Radionuclide nuclide) {
    return seconds.get(nuclide) / 60;
  }
}
