/** Highlighted code as lines of pieces: what the highlighter writes as markup becomes values that a page can show. */

export interface CodePiece {
  text: string;
  /** The classes of what it is; none for plain text. */
  kind?: string;
}

export type CodeLine = CodePiece[];

/** A last newline ends the last line and begins no other. */
const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

export const plainLines = (text: string): CodeLine[] =>
  linesOf(text).map((line) => (line === '' ? [] : [{ text: line }]));

const TOKEN = /<span class="([^"]*)">|<\/span>|([^<]+)/g;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** Lines of pieces from the highlighter's markup, in which spans nest and may reach over lines. */
export function codeLines(markup: string): CodeLine[] {
  const lines: CodeLine[] = [[]];
  const open: string[] = [];
  for (const [token, opens, text] of linesOf(markup).join('\n').matchAll(TOKEN)) {
    if (opens !== undefined) open.push(opens);
    else if (token === '</span>') open.pop();
    else if (text !== undefined) addText(lines, decoded(text), open.at(-1));
  }
  return lines;
}

function addText(lines: CodeLine[], text: string, kind: string | undefined): void {
  text.split('\n').forEach((part, index) => {
    if (index > 0) lines.push([]);
    if (part !== '') lines.at(-1)?.push(kind ? { text: part, kind } : { text: part });
  });
}

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (whole, name: string) => ENTITIES[name] ?? whole);
