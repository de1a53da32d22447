package org.tacflow.curve;

import java.util.Locale;

/**
 * A positron emitter and its half-life.
 *
 * <p>Half-lives: Evaluated Nuclear Structure Data File, as shown by NuDat 3, National Nuclear Data
 * Center, Brookhaven (https://www.nndc.bnl.gov/nudat3).
 */
public enum Radionuclide {
  /** Carbon-11. */
  C11(1221.8),
  /** Nitrogen-13. */
  N13(597.9),
  /** Oxygen-15. */
  O15(122.24),
  /** Fluorine-18. */
  F18(6586.2),
  /** Copper-64. */
  CU64(45723.6),
  /** Gallium-68. */
  GA68(4062.6),
  /** Bromine-76. */
  BR76(58320),
  /** Rubidium-82. */
  RB82(75.45),
  /** Zirconium-89. */
  ZR89(282276),
  /** Iodine-124. */
  I124(360806.4);

  private final double halfLifeSeconds;

  Radionuclide(double halfLifeSeconds) {
    this.halfLifeSeconds = halfLifeSeconds;
  }

  /** Half-life, s. */
  public double halfLifeSeconds() {
    return halfLifeSeconds;
  }

  /** Half-life, min. */
  public double halfLifeMinutes() {
    return halfLifeSeconds / 60;
  }

  /** BIDS spelling: {@code C11}, {@code Cu64}. */
  public String label() {
    String name = name();
    boolean twoLetters = Character.isLetter(name.charAt(1));
    return twoLetters
        ? name.charAt(0) + name.substring(1, 2).toLowerCase(Locale.ROOT) + name.substring(2)
        : name;
  }

  /**
   * Reads any usual spelling: {@code C11}, {@code 11C}, {@code [11C]}, {@code C-11}, {@code ^11^C},
   * {@code 18F}, in any case.
   *
   * @return null when it is none of the known nuclides
   */
  public static Radionuclide parse(String text) {
    StringBuilder letters = new StringBuilder();
    StringBuilder digits = new StringBuilder();
    for (int c = 0; c < text.length(); c++) {
      char at = text.charAt(c);
      if (at >= '0' && at <= '9') {
        digits.append(at);
      } else if (Character.isLetter(at)) {
        letters.append(at);
      }
    }
    String element =
        switch (letters.toString().toUpperCase(Locale.ROOT)) {
          case "CARBON" -> "C";
          case "NITROGEN" -> "N";
          case "OXYGEN" -> "O";
          case "FLUORINE" -> "F";
          case "COPPER" -> "CU";
          case "GALLIUM" -> "GA";
          default -> letters.toString().toUpperCase(Locale.ROOT);
        };
    for (Radionuclide nuclide : values()) {
      if (nuclide.name().equals(element + digits)) {
        return nuclide;
      }
    }
    return null;
  }
}
