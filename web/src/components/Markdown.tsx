/** The little Markdown that tasks are written in: paragraphs, headings, lists, `code`, **strong**. All of it is text. */

import type { ReactNode } from 'react';

import { blocks, type Block } from '@/lib/markdown';

import { Plain, Prose } from './Text';

export function Markdown({ text }: { text: string }) {
  return (
    <div className="grid max-w-[75ch] gap-3 text-sm">
      {blocks(text).map((block, index) => (
        <BlockPart key={index} block={block} />
      ))}
    </div>
  );
}

function BlockPart({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h3 className="mt-1 font-semibold">{inline(block.text)}</h3>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{inline(item)}</li>);
      return block.isOrdered ? (
        <ol className="grid list-decimal gap-1 pl-5">{items}</ol>
      ) : (
        <ul className="grid list-disc gap-1 pl-5">{items}</ul>
      );
    }
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs">
          <Plain>{block.text}</Plain>
        </pre>
      );
    case 'paragraph':
      return <p>{inline(block.text)}</p>;
  }
}

/** `**strong**` outside of code; the rest is prose. */
function inline(text: string): ReactNode {
  return text.split(/(\*\*[^*`]+\*\*)/).map((part, index) =>
    index % 2 === 1 ? (
      <strong key={index}>
        <Plain>{part.slice(2, -2)}</Plain>
      </strong>
    ) : (
      <Prose key={index}>{part}</Prose>
    ),
  );
}
