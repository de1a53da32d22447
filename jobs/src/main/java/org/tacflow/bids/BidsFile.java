package org.tacflow.bids;

/**
 * A file of a data set with its parsed name.
 *
 * @param path full path
 * @param entities its name as a set of entities
 * @param rank place of its tree in the search order, small first; the raw tree is last
 * @param raw whether it lies in the raw tree
 */
record BidsFile(String path, Entities entities, int rank, boolean raw) {
  /** Whether it lies in a folder {@code pet}. */
  boolean inPetFolder() {
    int slash = path.lastIndexOf('/');
    return slash > 0 && Storage.name(path.substring(0, slash)).equals("pet");
  }

  /** Whether every entity of the name stands in the scan with the same label. */
  boolean isGeneralTo(ScanId scan) {
    Entities own = Entities.parse(scan.key() + "_pet.json");
    return own.values().entrySet().containsAll(entities.values().entrySet());
  }
}
