/**
 * Text of strangers as it is: characters that turn the reading order or show nothing are made visible, so that a name
 * or a line of code cannot look like something else ("Trojan Source", CVE-2021-42574).
 */

export interface Piece {
  text: string;
  /** The text stands for a character that could not be seen. */
  hidden: boolean;
}

// What Unicode says is not shown (bidi controls, what has no width, fillers, tags), the braille blank, separators, C0 and
// C1 controls but tab and newline, and halves of characters; but not what makes a picture or a keycap of the one before.
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- those are what it looks for
  /(?!(?<=\p{Extended_Pictographic})\ufe0f|\ufe0f\u20e3)[\p{Default_Ignorable_Code_Point}\u2800\u2028\u2029\ufff9-\ufffb\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Surrogate}]/gu;

/** The text in pieces, each hidden character as a piece of its own that names it. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), hidden: false });
    found.push({ text: nameOf(match[0]), hidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from), hidden: false });
  return found;
}

/** More of a name or a message than this helps nobody. */
export const LONGEST = 2_000;

/** The text, cut where it is longer than that; never in the middle of a character. */
export const short = (text: string, most = LONGEST): string =>
  text.length > most ? `${text.slice(0, most - 1).replace(HALF_AT_END, '')}…` : text;

const HALF_AT_END = /[\ud800-\udbff]$/;

/** The same as plain text and not too long: for titles, labels, options and the name of the window. */
export const visible = (text: string, most = LONGEST): string => short(text, most).replace(HIDDEN, nameOf);

const nameOf = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
