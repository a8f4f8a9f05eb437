/** What becomes of a list of findings as one of them is suppressed, or counts again. */

import type { Finding, FindingDetail, FindingsQuery } from '@/api/findings';
import { placed, type Pages } from '@/lib/placed';

import { SEVERITIES } from './filter';

/** The list of an analysis as it is since the finding stands like this; the same list where nothing changes. */
export function changed(
  list: Pages<Finding>,
  analysisId: string,
  query: FindingsQuery,
  finding: FindingDetail,
): Pages<Finding> {
  const isByState = query.state === 'open' || query.state === 'suppressed';
  const listed = list.pages.flatMap(({ items }) => items).find(({ id }) => id === finding.id);
  // What an earlier analysis saw stays where it saw it, and tells how it stands now.
  const isLast = finding.last_seen_analysis_id === analysisId && finding.state !== 'fixed';
  if (isByState && !isLast) return listed ? replaced(list, standing(listed, finding)) : list;

  const isHere = isByState ? query.state === finding.state && takes(query, finding) : listed !== undefined;
  if (!listed && !isHere) return list;
  const isNew = listed?.is_new ?? finding.first_seen_analysis_id === analysisId;
  const item: Finding = { ...finding, is_new: isNew };
  return listed && isHere ? replaced(list, item) : placed(list, item, isHere, isBefore);
}

/** How it stands now, where it was seen then. */
const standing = (seen: Finding, { state, suppression }: FindingDetail): Finding => ({
  ...seen,
  state,
  suppression: suppression ?? null,
});

const replaced = (list: Pages<Finding>, item: Finding): Pages<Finding> => ({
  ...list,
  pages: list.pages.map((page) => ({
    ...page,
    items: page.items.map((other) => (other.id === item.id ? item : other)),
  })),
});

/** Whether the list's filter takes a finding, however it stands. */
function takes(
  query: FindingsQuery,
  { severity, category, rule, fingerprint, path, in_test }: FindingDetail,
) {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  return (
    (query.severity?.includes(severity) ?? true) &&
    (query.category?.includes(category) ?? true) &&
    (query.rule?.includes(rule) ?? true) &&
    (query.fingerprint?.includes(fingerprint) ?? true) &&
    path.startsWith(query.path ?? '') &&
    (query.folder ?? folder) === folder &&
    (query.in_test ?? in_test) === in_test
  );
}

/** The service's order: the worst first, then by where they stand. */
function isBefore(finding: Finding, other: Finding): boolean {
  const worse = SEVERITIES.indexOf(finding.severity) - SEVERITIES.indexOf(other.severity);
  if (worse !== 0) return worse < 0;
  if (finding.path !== other.path) return finding.path < other.path;
  if (finding.start_line !== other.start_line) return finding.start_line < other.start_line;
  return finding.id < other.id;
}
