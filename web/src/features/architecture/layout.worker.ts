/** The layout away from the page: a dense graph takes longer than a frame. */

import type { Answered, Asked } from './layout';
import { place } from './place';

self.onmessage = ({ data: { id, graph } }: MessageEvent<Asked>) => {
  const answer: Answered = { id, layout: place(graph) };
  self.postMessage(answer);
};
