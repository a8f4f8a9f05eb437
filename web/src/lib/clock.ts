/** The service's clock: the times that it tells are by its own, and the browser's may be another. */

/** Clocks that differ by less agree: the service tells whole seconds, and its answers take a while. */
const AGREES_MS = 3_000;

let aheadMs = 0;

/** Takes note of when an answer was given, as its `Date` says. */
export function noteServiceTime(date: string | null): void {
  const ahead = Date.parse(date ?? '') - Date.now();
  if (Math.abs(ahead - aheadMs) > AGREES_MS) aheadMs = ahead;
}

/** What time the service has now. */
export const serviceNow = (): number => Date.now() + aheadMs;
