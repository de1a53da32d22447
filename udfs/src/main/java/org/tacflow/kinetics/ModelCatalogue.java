package org.tacflow.kinetics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The models by name; a new model is one line here. */
public final class ModelCatalogue {
  private static final Map<String, Entry> MODELS = new LinkedHashMap<>();

  private record Entry(
      Function<ModelSettings, KineticModel<?>> maker, List<String> settings, String source) {}

  static {
    add(
        "1TCM",
        s -> new CompartmentModel("1TCM", Compartments.ONE_TISSUE, s),
        "sampling blood-volume bounds starts",
        "Gunn et al. 2001, doi:10.1097/00004647-200106000-00002");
    add(
        "2TCM",
        s -> new CompartmentModel("2TCM", Compartments.TWO_TISSUE, s),
        "sampling blood-volume bounds starts",
        "Gunn et al. 2001, doi:10.1097/00004647-200106000-00002");
    add(
        "2TCM3k",
        s -> new CompartmentModel("2TCM3k", Compartments.IRREVERSIBLE, s),
        "sampling blood-volume bounds starts",
        "Phelps et al. 1979, doi:10.1002/ana.410060502");
    add(
        "2TCM1k",
        s -> new CompartmentModel("2TCM1k", Compartments.VASCULAR, s),
        "sampling blood-volume bounds starts",
        "Rizzo et al. 2014, doi:10.1038/jcbfm.2014.55");
    add(
        "Logan",
        LoganModel::new,
        "t-star tissue-integral line-weights blood-volume sampling",
        "Logan et al. 1990, doi:10.1038/jcbfm.1990.127");
    add(
        "MA1",
        Ma1Model::new,
        "t-star tissue-integral blood-volume sampling",
        "Ichise et al. 2002, doi:10.1097/01.WCB.0000038000.34930.4E");
    add(
        "Patlak",
        PatlakModel::new,
        "t-star line-weights blood-volume sampling",
        "Patlak et al. 1983, doi:10.1038/jcbfm.1983.1");
    add(
        "SRTM",
        SrtmModel::new,
        "sampling bounds starts",
        "Lammertsma and Hume 1996, doi:10.1006/nimg.1996.0066");
    add(
        "SRTM2",
        Srtm2Model::new,
        "sampling k2prime bounds",
        "Wu and Carson 2002, doi:10.1097/01.WCB.0000033967.83623.34");
    add(
        "SRTMV",
        SrtmvModel::new,
        "sampling blood-volume bounds starts",
        "Tomasi et al. 2008, J Nucl Med 49");
    add(
        "FRTM",
        FrtmModel::new,
        "sampling bounds starts",
        "Lammertsma et al. 1996, doi:10.1097/00004647-199601000-00005");
    add(
        "LS2TCM",
        Ls2tcmModel::new,
        "tissue-integral blood-volume sampling",
        "Feng et al. 1996, doi:10.1016/0020-7101(95)01139-X");
    add(
        "MA2",
        Ma2Model::new,
        "tissue-integral blood-volume sampling",
        "Ichise et al. 2002, doi:10.1097/01.WCB.0000038000.34930.4E");
    add(
        "MLLogan",
        MlLoganModel::new,
        "t-star tissue-integral blood-volume sampling",
        "Turkheimer et al. 2003, doi:10.1097/01.WCB.0000059988.50500.48");
    add(
        "LEGA",
        LegaModel::new,
        "t-star tissue-integral blood-volume sampling bounds",
        "Ogden 2003, Statistics in Medicine 22");
    add(
        "FUR",
        FurModel::new,
        "window-minutes blood-volume sampling",
        "Ishizu et al. 1994, J Nucl Med 35:1104-1109");
    add(
        "Spectral",
        SpectralModel::new,
        "sampling blood-volume bounds",
        "Cunningham and Jones 1993, doi:10.1038/jcbfm.1993.5");
    add(
        "MRTM1",
        Mrtm1Model::new,
        "t-star tissue-integral",
        "Ichise et al. 2003, doi:10.1097/01.WCB.0000085441.37552.CA");
    add(
        "MRTM2",
        Mrtm2Model::new,
        "t-star tissue-integral k2prime",
        "Ichise et al. 2003, doi:10.1097/01.WCB.0000085441.37552.CA");
    add(
        "LoganRef",
        LoganRefModel::new,
        "t-star tissue-integral line-weights k2prime",
        "Logan et al. 1996, doi:10.1097/00004647-199609000-00008");
    add(
        "MLLoganRef",
        MlLoganRefModel::new,
        "t-star tissue-integral k2prime",
        "Turkheimer et al. 2003, doi:10.1097/01.WCB.0000059988.50500.48");
    add(
        "PatlakRef",
        PatlakRefModel::new,
        "t-star tissue-integral line-weights",
        "Patlak and Blasberg 1985, doi:10.1038/jcbfm.1985.87");
    add("SUV", SuvModel::new, "window-minutes", "Thie 2004, J Nucl Med 45:1431-1434");
    add("SUVR", SuvrModel::new, "window-minutes", "mean ratio, no source");
  }

  private static void add(
      String name, Function<ModelSettings, KineticModel<?>> maker, String settings, String source) {
    MODELS.put(name, new Entry(maker, List.of(settings.split(" ")), source));
  }

  private ModelCatalogue() {}

  /** Names of all models, in the order of the catalogue. */
  public static List<String> names() {
    return List.copyOf(MODELS.keySet());
  }

  /**
   * A model to be asked for its input and parameters, which no setting changes; not to fit with.
   */
  public static KineticModel<?> describe(String name) {
    // Some reference models cannot be made without k2prime; its value does not matter here.
    return create(name, ModelSettings.defaults().withK2prime(0.1));
  }

  /**
   * Makes a model with its settings.
   *
   * @param name BEP023 label, exactly
   */
  public static KineticModel<?> create(String name, ModelSettings settings) {
    return entry(name).maker().apply(settings);
  }

  /** The settings that a model reads, by their keys in the configuration. */
  public static List<String> settings(String name) {
    return entry(name).settings();
  }

  /** The paper of a model, with its DOI where it has one. */
  public static String source(String name) {
    return entry(name).source();
  }

  private static Entry entry(String name) {
    Entry entry = MODELS.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "Invalid model: " + name + " (must be one of " + String.join(", ", names()) + ")");
    }
    return entry;
  }
}
