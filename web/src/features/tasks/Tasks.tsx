/** The work to do, as a board or a list. */

import { getRouteApi } from '@tanstack/react-router';
import { Columns3, List } from 'lucide-react';

import { LONGEST_PART } from '@/api/tasks';
import { PriorityMark } from '@/components/badges';
import { Button } from '@/components/Button';
import { FilterMenu } from '@/components/FilterMenu';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { PathFilter } from '@/components/PathFilter';
import { RepositoryFilter } from '@/features/repositories/RepositoryFilter';
import { t } from '@/strings';

import { Board } from './Board';
import { filterOf, PRIORITIES, QUADRANTS, UNNARROWED, type BoardSearch } from './filter';
import { TaskList } from './TaskList';

const route = getRouteApi('/framed/tasks');

export function Tasks() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: BoardSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  return (
    <Page
      wide
      fills
      title={t.tasks.title}
      lead={t.tasks.lead}
      actions={<Filters search={search} onChange={change} />}
    >
      {search.view === 'list' ? (
        <TaskList filter={filterOf(search)} onClear={() => change(UNNARROWED)} />
      ) : (
        <Board filter={filterOf(search)} />
      )}
    </Page>
  );
}

function Filters({ search, onChange }: { search: BoardSearch; onChange: (changes: BoardSearch) => void }) {
  const isList = search.view === 'list';
  return (
    <>
      <div className="w-48">
        <RepositoryFilter
          repository={search.repository}
          onChange={(repository) => onChange({ repository })}
        />
      </div>
      <FilterMenu
        label={t.tasks.priority}
        values={search.priority ?? []}
        options={PRIORITIES.map((value) => ({
          value,
          label: (
            <>
              <PriorityMark priority={value} /> {t.priority[value]}
            </>
          ),
        }))}
        onChange={(priority) => onChange({ priority })}
      />
      <FilterMenu
        label={t.tasks.quadrant}
        values={search.quadrant ?? []}
        options={QUADRANTS.map((value) => ({ value, label: t.quadrant[value] }))}
        onChange={(quadrant) => onChange({ quadrant })}
      />
      <PathFilter
        label={t.tasks.text}
        path={search.text ?? ''}
        atMost={LONGEST_PART}
        onChange={(text) => onChange({ text })}
      />
      <div role="group" aria-label={t.tasks.view} className="flex">
        <Button
          aria-pressed={!isList}
          onClick={() => onChange({ view: undefined })}
          className="rounded-r-none aria-pressed:bg-selected"
        >
          <Icon of={Columns3} /> {t.tasks.board}
        </Button>
        <Button
          aria-pressed={isList}
          onClick={() => onChange({ view: 'list' })}
          className="-ml-px rounded-l-none aria-pressed:bg-selected"
        >
          <Icon of={List} /> {t.tasks.list}
        </Button>
      </div>
    </>
  );
}
