/** The highlighter with the languages that we meet. It is large and slow: only its worker loads it. */

import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

import { codeLines, plainLines, type CodeLine } from './code-lines';

const LANGUAGES = { bash, css, go, ini, java, javascript, json, python, rust, sql, typescript, xml, yaml };
const NAMES: Record<string, string> = {
  shell: 'bash',
  html: 'xml',
  toml: 'ini',
  vue: 'xml',
  tsx: 'typescript',
  jsx: 'javascript',
};

/** Longer texts would keep the page waiting. */
const LONGEST = 300_000;

for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

export function highlight(text: string, language: string): CodeLine[] {
  const name = NAMES[language] ?? language;
  if (!(name in LANGUAGES) || text.length > LONGEST) return plainLines(text);
  return codeLines(hljs.highlight(text, { language: name, ignoreIllegals: true }).value);
}
