package org.tacflow.kinetics;

import java.util.List;

/** The methods that need many regions of a scan at once, so that no curve alone can be fitted. */
public enum RegionalMethod {
  /** {@link SimeVnd}. */
  SIME_VND(
      "SIMEVND",
      "arterial plasma, whole blood, curves of several regions",
      "sime.vnd-grid sime.regions sime.blood-volume sime.starts",
      "Ogden et al. 2015, doi:10.1038/jcbfm.2014.227",
      Estimates.VND),
  /** {@link LassenPlot}. */
  LASSEN(
      "Lassen",
      "regional VT without a drug, regional VT with the drug",
      "occupancy.by occupancy.column occupancy.baseline occupancy.blocked occupancy.regions",
      "Cunningham et al. 2010, doi:10.1038/jcbfm.2009.190",
      Estimates.OCCUPANCY,
      Estimates.VND);

  private final String label;
  private final String input;
  private final List<String> settings;
  private final String source;
  private final List<Parameter> parameters;

  RegionalMethod(
      String label, String input, String settings, String source, Parameter... parameters) {
    this.label = label;
    this.input = input;
    this.settings = List.of(settings.split(" "));
    this.source = source;
    this.parameters = List.of(parameters);
  }

  /** BEP023 label, or the name of the field where there is none. */
  public String label() {
    return label;
  }

  /** What it is made from, for people. */
  public String input() {
    return input;
  }

  /** The settings that it reads, by their keys in the configuration. */
  public List<String> settings() {
    return settings;
  }

  /** The paper, with its DOI. */
  public String source() {
    return source;
  }

  /** What it estimates. */
  public List<Parameter> parameters() {
    return parameters;
  }
}
