import { expect, it } from 'vitest';

import { blocks } from './markdown';

it('reads headings, paragraphs and lists', () => {
  expect(blocks('One\ntwo.\n\n## Seen\n\n- first\n  goes on\n- second\n\n1. do\n2. done')).toEqual([
    { kind: 'paragraph', text: 'One two.' },
    { kind: 'heading', text: 'Seen' },
    { kind: 'list', isOrdered: false, items: ['first goes on', 'second'] },
    { kind: 'list', isOrdered: true, items: ['do', 'done'] },
  ]);
});

it('keeps code as it is, even where its end is missing', () => {
  expect(blocks('```\n- a\n\n# b\n```\nafter')).toEqual([
    { kind: 'code', text: '- a\n\n# b' },
    { kind: 'paragraph', text: 'after' },
  ]);
  expect(blocks('```\nopen')).toEqual([{ kind: 'code', text: 'open' }]);
});
