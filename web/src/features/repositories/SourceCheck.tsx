import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { checkQuery } from '@/api/repositories';
import { Plain, Said } from '@/components/Text';
import { useSettled } from '@/components/useSettled';
import { t } from '@/strings';

const PAUSE_MS = 300;
/** Nothing shorter is an address. */
const SHORTEST = 4;

interface SourceCheckProps {
  source: string;
  /** What is said of no address. */
  hint: string;
}

/** What the service says of an address while it is typed. */
export function SourceCheck({ source, hint }: SourceCheckProps) {
  const settled = useSettled(source.trim(), PAUSE_MS);
  const { data } = useQuery(checkQuery(settled.length >= SHORTEST ? settled : ''));
  return <span role="status">{said()}</span>;

  function said() {
    if (!data || source.trim() !== settled) return hint;
    if (data.problem) return toned('text-medium', data.problem);
    if (!data.known_repository_id) return toned('text-good', t.submit.good(data.name ?? ''));
    return (
      <>
        {t.submit.known}{' '}
        <Link
          to="/repositories/$repositoryId"
          params={{ repositoryId: data.known_repository_id }}
          search={{}}
          className="text-accent underline"
        >
          <Plain>{data.name ?? t.report.title}</Plain>
        </Link>
      </>
    );
  }
}

function toned(className: string, text: string) {
  return (
    <span className={className}>
      <Said>{text}</Said>
    </span>
  );
}
