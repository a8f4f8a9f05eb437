import { useEffect, useMemo, useState } from 'react';

import { plainLines, type CodeLine } from '@/lib/code-lines';
import { colour } from '@/lib/highlighter';

/** The text's lines: plain at once, coloured when the highlighter is through and knows the language. */
export function useHighlighted(text: string, language: string): CodeLine[] {
  const [coloured, setColoured] = useState<{ text: string; lines: CodeLine[] }>();
  useEffect(() => colour(text, language, (lines) => setColoured({ text, lines })), [text, language]);
  const plain = useMemo(() => plainLines(text), [text]);
  return coloured?.text === text ? coloured.lines : plain;
}
