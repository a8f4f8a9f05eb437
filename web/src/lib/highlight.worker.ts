/** The highlighter away from the page: colouring a long file takes longer than a frame, or many. */

import { highlight } from './highlight';
import type { Asked, Answered } from './highlighter';

self.onmessage = ({ data: { id, text, language } }: MessageEvent<Asked>) => {
  const answer: Answered = { id, lines: highlight(text, language) };
  self.postMessage(answer);
};
