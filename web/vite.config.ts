import { fileURLToPath } from 'node:url';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const service = process.env.DEVMENTOR_URL ?? 'http://127.0.0.1:7420';
const token = process.env.DEVMENTOR_TOKEN;

/** In development the pages come from Vite and the rest from a running service, to which a token may be shown. */
const toService: ProxyOptions = {
  target: service,
  ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
};
const proxy = Object.fromEntries(
  ['/api', '/api-docs', '/health', '/ready', '/metrics'].map((path) => [path, toService]),
);

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy },
  preview: { proxy },
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What several pages share comes with the first of them: a page then is one more file, and not ten small ones.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 1 },
            { name: 'libraries', test: /node_modules\/(?!@dagrejs|highlight\.js)/ },
            { name: 'shared', test: /src\/(api|components|lib|strings)\// },
          ],
        },
      },
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
