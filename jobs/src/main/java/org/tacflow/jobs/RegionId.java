package org.tacflow.jobs;

import java.io.Serializable;

/** A region of a scan, or a group of regions, which may bear the name of a region. */
record RegionId(String name, boolean isGroup) implements Serializable {}
