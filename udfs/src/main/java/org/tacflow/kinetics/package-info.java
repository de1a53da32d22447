/** Models of tracer kinetics: model, bind, fit. */
package org.tacflow.kinetics;
