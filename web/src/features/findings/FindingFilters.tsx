import { X } from 'lucide-react';

import type { GroupBy } from '@/api/views';
import { SeverityMark } from '@/components/badges';
import { Button } from '@/components/Button';
import { Select } from '@/components/fields';
import { FilterMenu } from '@/components/FilterMenu';
import { Icon } from '@/components/Icon';
import { PathFilter } from '@/components/PathFilter';
import { WhereFilter } from '@/components/WhereFilter';
import { visible } from '@/lib/visible';
import { t } from '@/strings';

import { CATEGORIES, GROUPINGS, SEVERITIES, STATES, type FindingSearch } from './filter';

interface FindingFiltersProps {
  search: FindingSearch;
  onChange: (changes: FindingSearch) => void;
}

export function FindingFilters({ search, onChange }: FindingFiltersProps) {
  return (
    <div
      role="group"
      aria-label={t.findings.filters}
      className="relative flex items-center gap-2 overflow-x-auto border-b border-line px-4 py-2 *:shrink-0 sm:px-6"
    >
      {/* First, so that nobody has to scroll to see why the list is short. */}
      {search.rule?.map((rule) => (
        <Chip
          key={rule}
          name={t.findings.only(rule)}
          onRemove={() => onChange({ rule: search.rule?.filter((other) => other !== rule) })}
        />
      ))}
      {search.fingerprint && (
        <Chip
          name={t.findings.onlyThese(search.fingerprint.length)}
          onRemove={() => onChange({ fingerprint: undefined })}
        />
      )}
      {search.folder && (
        <Chip
          name={t.findings.only(search.folder === '.' ? t.findings.rootFolder : search.folder)}
          onRemove={() => onChange({ folder: undefined })}
        />
      )}
      <div className="w-32">
        <Select
          label={t.findings.state}
          quiet
          value={search.state ?? 'open'}
          options={STATES.map((value) => ({ value, label: t.findings.states[value] }))}
          onChange={(state) => onChange({ state: state === 'open' ? undefined : state })}
        />
      </div>
      <FilterMenu
        label={t.findings.severity}
        values={search.severity ?? []}
        options={SEVERITIES.map((value) => ({ value, label: <SeverityMark severity={value} /> }))}
        onChange={(severity) => onChange({ severity })}
      />
      <FilterMenu
        label={t.findings.category}
        values={search.category ?? []}
        options={CATEGORIES.map((value) => ({ value, label: t.category[value] }))}
        onChange={(category) => onChange({ category })}
      />
      <WhereFilter inTest={search.in_test} onChange={(in_test) => onChange({ in_test })} />
      <div className="w-36">
        <Select<GroupBy | 'none'>
          label={t.findings.groupBy}
          quiet
          value={search.by ?? 'none'}
          options={(['none', ...GROUPINGS] as const).map((value) => ({
            value,
            label: t.findings.groupings[value],
          }))}
          onChange={(by) => onChange({ by: by === 'none' ? undefined : by })}
        />
      </div>
      <PathFilter path={search.path ?? ''} onChange={(path) => onChange({ path })} />
    </div>
  );
}

/** A filter that came by a link and can be taken away. */
function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const said = visible(name, 60);
  return (
    <Button aria-label={t.findings.takeAway(said)} onClick={onRemove} className="border-accent!">
      {said} <Icon of={X} size={14} />
    </Button>
  );
}
