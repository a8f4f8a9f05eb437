/** One file as it was analysed, with what was found in it. */

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileX } from 'lucide-react';

import { ApiError } from '@/api/problem';
import { fileQuery, type FileView } from '@/api/views';
import { Button } from '@/components/Button';
import { usePageTitle } from '@/components/Page';
import { Empty, Skeleton, Trouble } from '@/components/states';
import { Plain } from '@/components/Text';
import { useReport } from '@/features/report/context';
import { formatNumber, formatShare } from '@/lib/format';
import { baseName, trail } from '@/lib/paths';
import { visible } from '@/lib/visible';
import { t } from '@/strings';

import { FileText } from './FileText';

const route = getRouteApi('/framed/repositories/$repositoryId/file');

export function FilePage() {
  const { analysis } = useReport();
  const { path, line, end } = route.useSearch();
  const query = useQuery(fileQuery(analysis.id, path));
  usePageTitle(baseName(path));
  const isMissing = query.error instanceof ApiError && query.error.status === 404;
  return (
    <div data-fills className="flex min-h-96 flex-1 flex-col">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line px-4 py-2 sm:px-6">
        <Trail path={path} />
        {query.data && <Facts file={query.data} />}
      </div>
      {query.isPending && <Skeleton className="m-4 h-96" />}
      {isMissing ? <Missing /> : <Trouble query={query} />}
      {query.data && (
        <FileText
          key={`${path}:${line ?? 0}`}
          file={query.data}
          marked={line ? { from: line, to: end ?? line } : undefined}
        />
      )}
    </div>
  );
}

/** A path that was typed, or a file that an older analysis had. */
function Missing() {
  const { repository, shown } = useReport();
  return (
    <div role="alert">
      <Empty
        icon={FileX}
        title={t.files.missingTitle}
        action={
          <Button asChild>
            <Link
              to="/repositories/$repositoryId/hotspots"
              params={{ repositoryId: repository.id }}
              search={shown}
            >
              {t.files.all}
            </Link>
          </Button>
        }
      >
        {t.files.missing}
      </Empty>
    </div>
  );
}

/** The path; its folders lead to what else stands there. */
function Trail({ path }: { path: string }) {
  const { repository, shown } = useReport();
  const parts = trail(path);
  return (
    <h2 className="min-w-0 font-mono text-xs">
      <ol className="flex flex-wrap">
        {parts.map((part, index) =>
          index === parts.length - 1 ? (
            <li key={part.path} className="max-w-full truncate font-semibold" title={visible(path)}>
              <Plain>{part.name}</Plain>
            </li>
          ) : (
            <li key={part.path} className="max-w-60 truncate text-muted">
              <Link
                to="/repositories/$repositoryId/hotspots"
                params={{ repositoryId: repository.id }}
                search={{ ...shown, folder: part.path }}
                className="hover:text-text hover:underline"
              >
                <Plain>{part.name}</Plain>
              </Link>
              <span className="px-1">/</span>
            </li>
          ),
        )}
      </ol>
    </h2>
  );
}

function Facts({ file }: { file: FileView }) {
  return (
    <ul className="flex flex-wrap gap-x-4 text-xs text-muted">
      {file.language && (
        <li>
          <Plain>{t.language(file.language)}</Plain>
        </li>
      )}
      <li>{t.files.lines(file.lines)}</li>
      <li>{t.files.complexity(formatNumber(file.complexity))}</li>
      <li>{t.files.heat(formatShare(file.heat))}</li>
      <li>{t.files.findings(file.findings.length)}</li>
      {file.truncated && <li className="text-medium">{t.files.truncated}</li>}
    </ul>
  );
}
