package org.tacflow.simulate;

import java.nio.charset.StandardCharsets;

/**
 * A random stream named by a seed and a key, the same on every machine and Java version.
 *
 * <p>The key says what is drawn ({@code "sub-AD001", "ses-1", "noise"}), so that one more
 * participant or region leaves the draws of all others as they are. The key is hashed by 64-bit
 * FNV-1a and mixed with the seed; the stream is SplitMix64 (Steele, Lea and Flood 2014,
 * doi:10.1145/2660193.2660195). Normal deviates come from Marsaglia's polar method (1964,
 * doi:10.1137/1006063) in strict arithmetic, because those of the JDK may change with its version.
 */
final class KeyedRandom {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;
  private double spare;
  private boolean hasSpare;

  private KeyedRandom(long state) {
    this.state = state;
  }

  /** The stream of a key; parts are joined by a character that no label holds. */
  static KeyedRandom of(long seed, String... key) {
    long hash = FNV_OFFSET;
    for (byte b : String.join("\u001f", key).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return new KeyedRandom(mix(mix(seed + GOLDEN_GAMMA) ^ hash));
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [from, to). */
  double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** Uniform integer in [0, bound). */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Standard normal. */
  double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double s;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
    spare = v * factor;
    hasSpare = true;
    return u * factor;
  }
}
