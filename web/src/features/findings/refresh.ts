import { analysisKeys } from '@/api/analyses';
import { renew } from '@/app/renew';

/** The parts of an analysis that show how findings stand; all the rest of a report never changes. */
const PARTS: readonly unknown[] = ['findings', 'groups', 'file'];

/** Has all that shows how findings stand asked for anew. */
export function refreshFindings(): void {
  renew({ queryKey: ['findings'] });
  renew({ queryKey: analysisKeys.all, predicate: ({ queryKey }) => PARTS.includes(queryKey[2]) });
}
