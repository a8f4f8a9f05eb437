/** The first page: submit a repository, and all that were submitted. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { repositoriesQuery, type Repository } from '@/api/repositories';
import { Ratings } from '@/components/badges';
import { More } from '@/components/More';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { SkeletonList, Trouble } from '@/components/states';
import { Name } from '@/components/Text';
import { Time } from '@/components/Time';
import { formatNumber, shortCommit } from '@/lib/format';
import { t } from '@/strings';

import { FirstSteps } from './FirstSteps';
import { SubmitForm } from './SubmitForm';
import { UnderWay } from './UnderWay';

export function Repositories() {
  const query = useInfiniteQuery(repositoriesQuery());
  const repositories = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isFirst = query.isSuccess && repositories.length === 0;
  return (
    <Page title={t.repositories.title} lead={isFirst ? t.repositories.firstLead : t.repositories.lead}>
      <div className="grid gap-4">
        <SubmitForm />
        <UnderWay />
        {isFirst ? (
          <FirstSteps />
        ) : (
          <Panel title={t.repositories.list} flush>
            {query.isPending && <SkeletonList rows={4} className="h-16" />}
            <Trouble query={query} />
            <ul className="divide-y divide-line">
              {repositories.map((repository) => (
                <RepositoryRow key={repository.id} repository={repository} />
              ))}
            </ul>
            <More query={query} />
          </Panel>
        )}
      </div>
    </Page>
  );
}

function RepositoryRow({ repository }: { repository: Repository }) {
  const analysis = repository.latest_analysis;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover">
      <div className="min-w-48 flex-1 max-sm:basis-full">
        <Link
          to="/repositories/$repositoryId"
          params={{ repositoryId: repository.id }}
          search={{}}
          className="font-medium after:absolute after:inset-0"
        >
          <Name>{repository.name}</Name>
        </Link>
        <Name className="text-xs text-muted">{repository.source}</Name>
      </div>
      {analysis?.quality && analysis.counts ? (
        <>
          <span className="text-sm">
            {t.repositories.score(formatNumber(Math.round(analysis.quality.score)))}
          </span>
          <Ratings quality={analysis.quality} />
          <span className="w-44 text-right text-xs text-muted max-sm:ml-auto max-sm:w-auto">
            {t.repositories.counts(analysis.counts.files, analysis.counts.findings.open)}
            <br />
            {analysis.commit && <span className="font-mono">{shortCommit(analysis.commit)}</span>}{' '}
            {analysis.finished_at && <Time at={analysis.finished_at} />}
          </span>
        </>
      ) : (
        <span className="text-sm text-muted">{t.repositories.none}</span>
      )}
    </li>
  );
}
