import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

import { foreignText } from './lint/foreign-text.js';

export default defineConfig(
  { ignores: ['dist', 'src/api/schema.d.ts', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      reactHooks.configs.flat.recommended,
      jsxA11y.flatConfigs.strict,
    ],
    plugins: { own: { rules: { 'foreign-text': foreignText } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A region that scrolls must take the focus, or the keyboard cannot scroll it.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['group'] }],
      // The React compiler is not used, so what it would skip does not matter.
      'react-hooks/incompatible-library': 'off',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'own/foreign-text': 'error',
      // Strings of people belong to `strings/`; a console is no place for them.
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.test.ts', 'e2e/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['scripts/*.mjs', 'public/*.js', 'lint/*.js', '*.js'],
    languageOptions: {
      globals: { process: 'readonly', fetch: 'readonly', document: 'readonly', localStorage: 'readonly' },
    },
  },
);
