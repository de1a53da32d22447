/** Curves of one scan: frames, weights, blood, reference and dose. */
package org.tacflow.curve;
