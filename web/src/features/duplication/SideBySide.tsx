import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { fileQuery, type Clone } from '@/api/views';
import { Code } from '@/components/Code';
import { Select } from '@/components/fields';
import { Skeleton, Trouble } from '@/components/states';
import { Plain } from '@/components/Text';
import { useFirstFocus } from '@/components/useFirstFocus';
import { useReport } from '@/features/report/context';
import { FileLink } from '@/features/report/links';
import { place as placeName } from '@/lib/paths';
import { visible } from '@/lib/visible';
import { t } from '@/strings';

/** Lines around the copied ones. */
const AROUND = 2;
/** Lines shown of long places at first. */
const AT_MOST = 80;

interface SideBySideProps {
  clone: Clone;
  /** Takes the focus as it appears: in the place of the list that had it. */
  takesFocus: boolean;
}

/** Two places of a clone; which two can be chosen. */
export function SideBySide({ clone, takesFocus }: SideBySideProps) {
  const heading = useFirstFocus<HTMLHeadingElement>(takesFocus);
  const [chosen, setChosen] = useState<[number, number]>([0, Math.min(1, clone.places.length - 1)]);
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <h2 ref={heading} tabIndex={-1} className="text-base font-semibold outline-none xl:col-span-2">
        {t.duplication.lines(clone.lines)} · <Plain>{t.duplication.kind(clone.kind)}</Plain> ·{' '}
        {t.duplication.places(clone.places_total)}
      </h2>
      {clone.places_total > clone.places.length && (
        <p className="text-xs text-muted xl:col-span-2">
          {t.duplication.someOf(clone.places.length, clone.places_total)}
        </p>
      )}
      {chosen.map((at, side) => (
        <Place
          key={side}
          clone={clone}
          at={at}
          label={t.duplication.sides[side === 0 ? 'left' : 'right']}
          onChoose={(next) => setChosen(side === 0 ? [next, chosen[1]] : [chosen[0], next])}
        />
      ))}
    </div>
  );
}

interface PlaceProps {
  clone: Clone;
  at: number;
  label: string;
  onChoose: (at: number) => void;
}

function Place({ clone, at, label, onChoose }: PlaceProps) {
  const { analysis } = useReport();
  const place = clone.places[at];
  const query = useQuery({ ...fileQuery(analysis.id, place?.path ?? ''), enabled: place !== undefined });
  if (!place) return null;
  const options = clone.places.map(({ path, start_line, end_line }, index) => ({
    value: String(index),
    label: visible(placeName(path, start_line, end_line)).slice(-90),
  }));
  return (
    <section
      aria-label={label}
      className="min-w-0 self-start overflow-hidden rounded-lg border border-line bg-surface"
    >
      <div className="grid gap-2 border-b border-line px-3 py-2">
        {options.length > 2 && (
          <Select
            label={label}
            quiet
            value={String(at)}
            options={options}
            onChange={(value) => onChoose(Number(value))}
          />
        )}
        <FileLink path={place.path} line={place.start_line} end={place.end_line} />
      </div>
      {query.isPending && <Skeleton className="m-3 h-56" />}
      <Trouble query={query} />
      {query.data && (
        <Code
          text={query.data.text}
          language={query.data.language ?? ''}
          part={{ from: place.start_line - AROUND, to: place.end_line + AROUND }}
          marked={{ from: place.start_line, to: place.end_line }}
          atMost={AT_MOST}
        />
      )}
    </section>
  );
}
