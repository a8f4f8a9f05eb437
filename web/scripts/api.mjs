// Takes the OpenAPI document from a running service (DEVMENTOR_URL, or the default address), keeps it as openapi.json
// and makes the types from it. With `--offline` the types are made from the document that is here.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const url = process.env.DEVMENTOR_URL ?? 'http://127.0.0.1:7420';
if (!process.argv.includes('--offline')) {
  const reply = await fetch(`${url}/api-docs/openapi.json`);
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
  writeFileSync('openapi.json', `${JSON.stringify(await reply.json(), null, 2)}\n`);
}
JSON.parse(readFileSync('openapi.json', 'utf8'));
execFileSync('npx', ['openapi-typescript', 'openapi.json', '-o', 'src/api/schema.d.ts'], { stdio: 'inherit' });
