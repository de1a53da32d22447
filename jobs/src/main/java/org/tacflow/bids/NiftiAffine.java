package org.tacflow.bids;

import java.nio.ByteBuffer;

/**
 * Reads the affine of a NIfTI header, mm.
 *
 * <p>The qform is a rotation by the unit quaternion {@code (a, b, c, d)}, {@code a = √(1 − b² − c²
 * − d²)}, of axes scaled by the voxel sizes, the third mirrored when {@code pixdim[0]} is −1.
 * Source: {@code nifti1.h}, methods 1 to 3.
 */
final class NiftiAffine {
  private NiftiAffine() {}

  /** Twelve numbers, row by row; may be singular where the header is. */
  static double[] of(NiftiLayout layout, ByteBuffer h) {
    double[] affine = new double[12];
    if (layout.sformCode(h) > 0) {
      for (int i = 0; i < 12; i++) {
        affine[i] = layout.sform(h, i);
      }
    } else if (layout.qformCode(h) > 0) {
      rotation(layout, h, affine);
    } else {
      for (int axis = 0; axis < 3; axis++) {
        affine[5 * axis] = layout.pixdim(h, axis + 1);
      }
    }
    double millimetres = millimetres(layout.units(h) & 7);
    for (int i = 0; i < 12; i++) {
      affine[i] *= millimetres;
    }
    return affine;
  }

  private static double millimetres(int unit) {
    return switch (unit) {
      case 1 -> 1000;
      case 3 -> 1e-3;
      default -> 1;
    };
  }

  private static void rotation(NiftiLayout layout, ByteBuffer h, double[] affine) {
    double b = layout.quaternion(h, 0);
    double c = layout.quaternion(h, 1);
    double d = layout.quaternion(h, 2);
    double rest = 1 - (b * b + c * c + d * d);
    double a = 0;
    if (rest > 1e-7) {
      a = Math.sqrt(rest);
    } else {
      // Rounding to float can leave the length just above 1: a half turn, a = 0.
      double length = Math.sqrt(b * b + c * c + d * d);
      b /= length;
      c /= length;
      d /= length;
    }
    double mirrored = layout.pixdim(h, 0) < 0 ? -1 : 1;
    double x = layout.pixdim(h, 1);
    double y = layout.pixdim(h, 2);
    double z = layout.pixdim(h, 3) * mirrored;
    affine[0] = (a * a + b * b - c * c - d * d) * x;
    affine[1] = 2 * (b * c - a * d) * y;
    affine[2] = 2 * (b * d + a * c) * z;
    affine[3] = layout.quaternion(h, 3);
    affine[4] = 2 * (b * c + a * d) * x;
    affine[5] = (a * a + c * c - b * b - d * d) * y;
    affine[6] = 2 * (c * d - a * b) * z;
    affine[7] = layout.quaternion(h, 4);
    affine[8] = 2 * (b * d - a * c) * x;
    affine[9] = 2 * (c * d + a * b) * y;
    affine[10] = (a * a + d * d - c * c - b * b) * z;
    affine[11] = layout.quaternion(h, 5);
  }
}
