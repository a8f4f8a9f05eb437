/**
 * What stands in a field whose value is kept elsewhere, in the address for one. What is typed is asked for there once
 * it stands still, and comes back a little later: meanwhile somebody may have typed further, or something else may
 * have changed the value.
 */

export interface Typing {
  /** What stands in the field. */
  text: string;
  /** The value as it was last heard. */
  known: string;
  /** What was asked for and has not come back yet, the oldest first. */
  asked: readonly string[];
}

export const beginTyping = (value: string): Typing => ({ text: value, known: value, asked: [] });

/** Whether the field holds something else than what there is or soon will be. */
export const isToBeAsked = ({ text, known, asked }: Typing): boolean => text !== (asked.at(-1) ?? known);

export const afterAsking = (typing: Typing): Typing => ({
  ...typing,
  asked: [...typing.asked, typing.text],
});

/** After the value has changed: by an echo, which undoes no further typing, or by somebody else, who is right. */
export function afterHearing(typing: Typing, value: string): Typing {
  const echo = typing.asked.indexOf(value);
  if (echo < 0) return beginTyping(value);
  return { ...typing, known: value, asked: typing.asked.slice(echo + 1) };
}
