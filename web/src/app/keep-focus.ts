/**
 * What vanishes under the keyboard, a filter that is taken away for one, would leave the focus nowhere, and who works
 * by keyboard at the top of the page. It goes to what stood beside it instead; after a dialog, to where it was before.
 */

const FOCUSABLE = 'a[href], button:not(:disabled), input, select, textarea, [tabindex="0"]';

/** Places of the focus that are remembered. */
const KEPT = 20;

interface Stay {
  element: Element;
  path: string;
  /** Where the element stood, once it is gone. */
  place?: Place;
}

interface Place {
  part: Node;
  /** What came after. */
  next: Node | null;
}

/** Looks after the focus from now on. */
export function keepFocus(): void {
  /** Where the focus was, the newest last. */
  let stays: Stay[] = [];
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    stays = [...stays.slice(1 - KEPT), { element: target, path: location.pathname }];
  });
  new MutationObserver((changes) => {
    for (const stay of stays) {
      const stood = stay.place?.part ?? stay.element;
      const place = stood.isConnected ? undefined : placeOf(stood, changes);
      if (place) stay.place = place;
    }
    const last = stays.at(-1);
    if (last && !last.element.isConnected && document.activeElement === document.body) goOn(stays);
  }).observe(document.body, { childList: true, subtree: true });
}

function placeOf(lost: Node, changes: readonly MutationRecord[]): Place | undefined {
  const change = changes.find(
    ({ target, removedNodes }) =>
      target.isConnected && Array.from(removedNodes).some((node) => node.contains(lost)),
  );
  return change && { part: change.target, next: change.nextSibling };
}

/** Goes back through where the focus was to the first that is still there, or has something beside it. */
function goOn(stays: readonly Stay[]): void {
  for (const { element, path, place } of stays.toReversed()) {
    // The next page begins at its beginning.
    if (path !== location.pathname) break;
    const to = element.isConnected ? element : place && beside(place);
    if (to instanceof HTMLElement) {
      to.focus({ preventScroll: true });
      return;
    }
  }
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** What can have the focus: the next, else the one before, in the smallest part around that has any. */
function beside({ part, next }: Place): Element | undefined {
  for (let at: Node | null = part; at instanceof Element; at = at.parentNode) {
    if (at.id === 'main' || at === document.body) return undefined;
    const found = [...at.querySelectorAll(FOCUSABLE)].filter((element) => element.checkVisibility());
    const to = found.find((element) => next?.isConnected && isFrom(next, element)) ?? found.at(-1);
    if (to) return to;
  }
  return undefined;
}

/** Whether an element stands in a node or after it. */
const isFrom = (node: Node, element: Element): boolean =>
  node.contains(element) || (node.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
