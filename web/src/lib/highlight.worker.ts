/** The highlighter away from the page: colouring a long file takes longer than a frame, or many. */

import { highlight } from './highlight';
import type { Asked } from './highlighter';

self.onmessage = ({ data: { text, language } }: MessageEvent<Asked>) => {
  self.postMessage(highlight(text, language));
};
