/** Links from a report to its own files, with the analysis that is shown. */

import { Link } from '@tanstack/react-router';

import { MOST_FINGERPRINTS } from '@/api/findings';
import { PathName } from '@/components/Text';
import { restsOn } from '@/features/findings/filter';
import { t } from '@/strings';

import { useReport } from './context';

interface FileLinkProps {
  path: string;
  line?: number | null | undefined;
  end?: number | null | undefined;
  /** Another analysis than the one that is shown: the file as that one read it. */
  analysis?: string | undefined;
  className?: string;
}

interface FindingsLinkProps {
  fingerprints: readonly string[];
  className?: string;
}

/** Leads to the findings that something rests on. */
export function FindingsLink({ fingerprints, className }: FindingsLinkProps) {
  const { repository, shown } = useReport();
  if (fingerprints.length === 0) return null;
  return (
    <Link
      to="/repositories/$repositoryId/findings"
      params={{ repositoryId: repository.id }}
      search={{ ...shown, ...restsOn(fingerprints) }}
      className={`text-accent underline ${className ?? ''}`}
    >
      {t.findings.see(fingerprints.length, MOST_FINGERPRINTS)}
    </Link>
  );
}

/** A file's path that leads to what stands in it. */
export function FileLink({ path, line, end, analysis, className }: FileLinkProps) {
  const { repository, shown } = useReport();
  return (
    <Link
      to="/repositories/$repositoryId/file"
      params={{ repositoryId: repository.id }}
      search={{
        ...shown,
        ...(analysis ? { analysis } : {}),
        path,
        ...(line ? { line } : {}),
        ...(end ? { end } : {}),
      }}
      className={`flex min-h-6 min-w-0 items-center underline decoration-line-strong/50 underline-offset-2 hover:decoration-current ${className ?? ''}`}
    >
      <PathName path={path} line={line} />
    </Link>
  );
}
