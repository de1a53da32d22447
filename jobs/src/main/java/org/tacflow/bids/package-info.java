/** Files of a PET-BIDS data set: entities, sidecars, NIfTI, curves and blood. */
package org.tacflow.bids;
