// Takes the OpenAPI document from a running service (DEVMENTOR_URL, or the default address), keeps it as openapi.json
// and makes the types from it. With `--offline` the types are made from the document that is here.
import { readFileSync, writeFileSync } from 'node:fs';

import openapiTS, { astToString } from 'openapi-typescript';

const url = process.env.DEVMENTOR_URL ?? 'http://127.0.0.1:7420';
if (!process.argv.includes('--offline')) {
  const reply = await fetch(`${url}/api-docs/openapi.json`);
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
  writeFileSync('openapi.json', `${JSON.stringify(await reply.json(), null, 2)}\n`);
}
const document = JSON.parse(readFileSync('openapi.json', 'utf8'));

// What the document calls not required, the service sends as null. The document's version has no word for that beside
// a reference, so it is said here.
for (const schema of Object.values(document.components.schemas)) {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(name)) continue;
    schema.properties[name] = property.$ref
      ? { oneOf: [property], nullable: true }
      : { ...property, nullable: true };
  }
}
const head = '/** Made from openapi.json by `npm run api`. */\n\n';
writeFileSync('src/api/schema.d.ts', head + astToString(await openapiTS(document)));
