// Packs what was built, once and as small as can be: the service sends `name.br` or `name.gz` to who takes it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Smaller files gain nothing. */
const SMALLEST = 512;

for (const name of readdirSync('dist', { recursive: true })) {
  if (!/\.(js|css|html|svg|json)$/.test(name)) continue;
  const path = join('dist', name);
  const bytes = readFileSync(path);
  if (bytes.length < SMALLEST) continue;
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  const options = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, options));
}
