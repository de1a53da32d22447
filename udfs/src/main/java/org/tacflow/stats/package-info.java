/** Inference on numbers: correlation, group tests, multiplicity. */
package org.tacflow.stats;
