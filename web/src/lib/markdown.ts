/** The blocks of a short Markdown text. */

export type Block =
  | { kind: 'heading' | 'paragraph' | 'code'; text: string }
  | { kind: 'list'; isOrdered: boolean; items: string[] };

const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;

export function blocks(text: string): Block[] {
  const found: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (line.startsWith('```')) {
      const from = at + 1;
      at = lines.findIndex((later, index) => index >= from && later.startsWith('```'));
      if (at < 0) at = lines.length;
      found.push({ kind: 'code', text: lines.slice(from, at).join('\n') });
    } else if (/^#{1,6}\s/.test(line)) {
      found.push({ kind: 'heading', text: line.replace(/^#+\s+/, '') });
    } else if (BULLET.test(line) || NUMBER.test(line)) {
      const marker = BULLET.test(line) ? BULLET : NUMBER;
      const from = at;
      while (at + 1 < lines.length && isPartOfList(lines[at + 1] ?? '', marker)) at += 1;
      found.push({
        kind: 'list',
        isOrdered: marker === NUMBER,
        items: items(lines.slice(from, at + 1), marker),
      });
    } else {
      const from = at;
      while (at + 1 < lines.length && isPartOfParagraph(lines[at + 1] ?? '')) at += 1;
      found.push({ kind: 'paragraph', text: lines.slice(from, at + 1).join(' ') });
    }
  }
  return found;
}

const isPartOfList = (line: string, marker: RegExp): boolean => marker.test(line) || /^\s{2,}\S/.test(line);

const isPartOfParagraph = (line: string): boolean =>
  line.trim() !== '' &&
  !line.startsWith('```') &&
  !/^#{1,6}\s/.test(line) &&
  !BULLET.test(line) &&
  !NUMBER.test(line);

/** Lines of a list as its items; an indented line goes on with the item before. */
function items(lines: string[], marker: RegExp): string[] {
  const found: string[] = [];
  for (const line of lines) {
    if (marker.test(line)) found.push(line.replace(marker, ''));
    else found.push(`${found.pop() ?? ''} ${line.trim()}`);
  }
  return found;
}
