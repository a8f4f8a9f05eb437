import { useEffect, useState } from 'react';

import { plainLines, type CodeLine } from '@/lib/code-lines';

/** The text's lines: plain at once, coloured when the highlighter has been loaded and knows the language. */
export function useHighlighted(text: string, language: string): CodeLine[] {
  const [coloured, setColoured] = useState<{ text: string; lines: CodeLine[] }>();
  useEffect(() => {
    let isWanted = true;
    void import('@/lib/highlight').then(({ highlight }) => {
      if (isWanted) setColoured({ text, lines: highlight(text, language) });
    });
    return () => {
      isWanted = false;
    };
  }, [text, language]);
  return coloured?.text === text ? coloured.lines : plainLines(text);
}
