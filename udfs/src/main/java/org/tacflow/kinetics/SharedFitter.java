package org.tacflow.kinetics;

/** A fitter whose tables of one scan can serve several threads, each through a twin of its own. */
public interface SharedFitter extends TacFitter {
  /** A fitter with the same tables and scratch memory of its own, for another thread. */
  SharedFitter twin();
}
