// SHA-256 of the libraries that pages bundle, as their packages hold them, one a line.
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';

for (const file of [
  'vega/build/vega.min.js', 'vega-lite/build/vega-lite.min.js', '@niivue/niivue/dist/niivue.umd.js']) {
  const bytes = readFileSync(new URL('node_modules/' + file, import.meta.url));
  console.log(createHash('sha256').update(bytes).digest('hex'));
}
