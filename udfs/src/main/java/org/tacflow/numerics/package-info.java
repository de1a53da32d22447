/**
 * Numerics that a reader who never heard of PET recognises: convolution, least squares,
 * exponentials.
 */
package org.tacflow.numerics;
