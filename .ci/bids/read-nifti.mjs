// Prints what a reader that shares no code with tacflow finds in an image: one line of JSON.
import fs from 'node:fs';
import * as nifti from 'nifti-reader-js';

const bytes = fs.readFileSync(process.argv[2]);
const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const data = nifti.isCompressed(file) ? nifti.decompress(file) : file;
const header = nifti.readHeader(data);
const image = nifti.readImage(header, data);
const values = header.datatypeCode === nifti.NIFTI1.TYPE_FLOAT32
  ? new Float32Array(image)
  : new Int16Array(image);
console.log(JSON.stringify({
  dims: header.dims,
  pixDims: header.pixDims.slice(0, 4),
  affine: header.affine,
  qform: header.qform_code,
  sform: header.sform_code,
  qoffset: [header.qoffset_x, header.qoffset_y, header.qoffset_z],
  quaternion: [header.quatern_b, header.quatern_c, header.quatern_d],
  units: header.xyzt_units,
  intent: header.intent_code,
  description: header.description.replace(/\0.*$/, ''),
  // JSON has no NaN.
  values: Array.from(values, value => (Number.isNaN(value) ? null : value)),
}));
