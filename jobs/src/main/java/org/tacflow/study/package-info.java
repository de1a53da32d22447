/** Words of the study: disease, scale, genotype, tracer, region. */
package org.tacflow.study;
