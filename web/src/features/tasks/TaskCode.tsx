import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { repositoryQuery } from '@/api/repositories';
import type { Task } from '@/api/tasks';
import { fileQuery } from '@/api/views';
import { Code } from '@/components/Code';
import { Panel } from '@/components/Panel';
import { Skeleton, Trouble } from '@/components/states';
import { PathName } from '@/components/Text';

/** Lines around the task's own. */
const AROUND = 3;
/** Lines shown at first. */
const AT_MOST = 40;

/** Where a task begins, as the latest analysis saw it. */
export function TaskCode({ task, path }: { task: Task; path: string }) {
  const repository = useQuery(repositoryQuery(task.repository_id));
  const analysisId = repository.data?.latest_analysis?.id;
  const file = useQuery({ ...fileQuery(analysisId ?? '', path), enabled: analysisId !== undefined });
  const start = task.start_line ?? 1;
  const end = task.end_line ?? start;
  return (
    <Panel
      flush
      title={
        <Link
          to="/repositories/$repositoryId/file"
          params={{ repositoryId: task.repository_id }}
          search={{ path, ...(task.start_line ? { line: start, end } : {}) }}
          className="block font-normal hover:underline"
        >
          <PathName path={path} line={task.start_line} />
        </Link>
      }
    >
      {!file.data && (repository.isFetching || file.isFetching) && <Skeleton className="m-4 h-56" />}
      <Trouble query={repository} />
      <Trouble query={file} />
      {file.data && (
        <Code
          text={file.data.text}
          language={file.data.language ?? ''}
          part={{ from: start - AROUND, to: task.start_line ? end + AROUND : AT_MOST }}
          marked={task.start_line ? { from: start, to: end } : undefined}
          atMost={AT_MOST}
        />
      )}
    </Panel>
  );
}
