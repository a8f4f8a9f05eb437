/** One task: what to do, why, where, and where it stands. */

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';

import { MOST_FINGERPRINTS } from '@/api/findings';
import { isGone } from '@/api/problem';
import { taskQuery, type Task } from '@/api/tasks';
import { PriorityMark } from '@/components/badges';
import { Icon } from '@/components/Icon';
import { Markdown } from '@/components/Markdown';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { Failure, Skeleton, ToHome } from '@/components/states';
import { PathName, Plain, Prose } from '@/components/Text';
import { Time } from '@/components/Time';
import { restsOn } from '@/features/findings/filter';
import { formatEffort, formatShare } from '@/lib/format';
import { t } from '@/strings';

import { moveTask } from './moveTask';
import { StatusMenu } from './StatusMenu';
import { TaskCode } from './TaskCode';

const route = getRouteApi('/framed/tasks/$taskId');

export function TaskPage() {
  const { taskId } = route.useParams();
  const query = useQuery(taskQuery(taskId));
  if (query.isLoadingError || isGone(query))
    return <Failure error={query.error} retry={query.refetch} action={<ToHome />} />;
  const task = query.data;
  return (
    <Page
      title={task?.title ?? t.tasks.one}
      heading={task ? <Prose>{task.title}</Prose> : <Skeleton className="h-6 w-72" />}
      lead={
        <Link to="/tasks" search={{}} className="inline-flex items-center gap-1 hover:text-text">
          <Icon of={ArrowLeft} size={14} /> {t.tasks.back}
        </Link>
      }
      actions={task && <StatusMenu status={task.status} onChange={(status) => moveTask(task, status)} />}
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid gap-4">
          <Panel title={t.tasks.what}>
            {task ? <Markdown text={task.description} /> : <Skeleton className="h-40" />}
          </Panel>
          {task?.path && <TaskCode task={task} path={task.path} />}
        </div>
        {task ? <Facts task={task} /> : <Skeleton className="h-64" />}
      </div>
    </Page>
  );
}

function Facts({ task }: { task: Task }) {
  return (
    <Panel>
      <dl className="grid gap-3 text-sm [&_dt]:text-xs [&_dt]:text-muted">
        <div>
          <dt>{t.tasks.priority}</dt>
          <dd className="flex items-center gap-2">
            <PriorityMark priority={task.priority} /> {t.priority[task.priority]} ·{' '}
            {t.quadrant[task.quadrant]}
          </dd>
        </div>
        <div>
          <dt>{t.tasks.effort}</dt>
          <dd>{formatEffort(task.effort_minutes)}</dd>
        </div>
        <div>
          <dt>{t.tasks.why}</dt>
          <dd>
            {t.tasks.weights(
              formatShare(task.impact),
              formatShare(task.urgency),
              formatShare(task.dependencies),
            )}
          </dd>
        </div>
        {task.path && (
          <div>
            <dt>{t.tasks.place}</dt>
            <dd>
              <PathName path={task.path} line={task.start_line} />
            </dd>
          </div>
        )}
        {task.findings.length > 0 && (
          <div>
            <dt>{t.tasks.findings}</dt>
            <dd>
              <Link
                to="/repositories/$repositoryId/findings"
                params={{ repositoryId: task.repository_id }}
                search={restsOn(task.findings)}
                className="text-accent underline"
              >
                {t.findings.see(task.findings.length, MOST_FINGERPRINTS)}
              </Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{t.tasks.repository}</dt>
          <dd>
            <Link
              to="/repositories/$repositoryId"
              params={{ repositoryId: task.repository_id }}
              search={{}}
              className="text-accent underline"
            >
              <Plain>{task.repository_name}</Plain>
            </Link>
          </dd>
        </div>
        <div>
          <dt>{t.tasks.changed}</dt>
          <dd>
            <Time at={task.updated_at} />
            {task.closed_reason && ` · ${t.tasks.closed(task.closed_reason)}`}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
