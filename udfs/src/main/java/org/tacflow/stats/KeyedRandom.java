package org.tacflow.stats;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers that depend on a text key only, the same on every machine and Java version.
 *
 * <p>The key is hashed by FNV-1a into the state of SplitMix64. Source: Steele et al. 2014,
 * doi:10.1145/2660193.2660195.
 */
final class KeyedRandom {
  private long state;

  KeyedRandom(String key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    state = hash;
  }

  /** A uniform integer of 0 to bound - 1. */
  int below(int bound) {
    // Multiplication by a 31-bit fraction is biased by less than bound / 2^31, far below sampling.
    return (int) ((next() >>> 33) * (long) bound >>> 31);
  }

  /** Permutes {@code values[indices[..]]} uniformly among the given indices. */
  void shuffle(int[] values, int[] indices) {
    for (int i = indices.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int held = values[indices[i]];
      values[indices[i]] = values[indices[j]];
      values[indices[j]] = held;
    }
  }

  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
