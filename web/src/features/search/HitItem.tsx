import { Link } from '@tanstack/react-router';

import type { Hit } from '@/api/search';
import { Code } from '@/components/Code';
import { Name, PathName, Plain } from '@/components/Text';
import { formatShare } from '@/lib/format';
import { t } from '@/strings';

/** Lines that are shown of a long piece. */
const LINES = 24;

export function HitItem({ hit }: { hit: Hit }) {
  return (
    <li className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <h2 className="min-w-40 flex-1 text-sm font-medium">
          {hit.symbol && <Name>{hit.symbol}</Name>}
          <Link
            to="/repositories/$repositoryId/file"
            params={{ repositoryId: hit.repository.id }}
            search={{ path: hit.path, line: hit.start_line, end: hit.end_line }}
            className="block font-normal hover:underline"
          >
            <PathName path={hit.path} line={hit.start_line} />
          </Link>
        </h2>
        <span className="flex items-center gap-3 text-xs text-muted">
          <Link
            to="/repositories/$repositoryId"
            params={{ repositoryId: hit.repository.id }}
            search={{}}
            className="max-w-40 hover:text-text"
          >
            <Name>{hit.repository.name}</Name>
          </Link>
          <Plain>{t.language(hit.language)}</Plain>
          <span title={t.search.scoreMeans}>{t.search.fit(formatShare(hit.score))}</span>
        </span>
      </div>
      <Code text={hit.text} language={hit.language} firstLine={hit.start_line} atMost={LINES} />
    </li>
  );
}
