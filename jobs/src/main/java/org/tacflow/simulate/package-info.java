/** Cohorts with known truth. */
package org.tacflow.simulate;
