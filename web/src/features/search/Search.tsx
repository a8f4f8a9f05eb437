/** Code, found by what it does in plain words. */

import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Search as SearchIcon, SearchX } from 'lucide-react';
import { useDeferredValue, useState, type SubmitEvent } from 'react';

import { indexQuery } from '@/api/repositories';
import { LONGEST_QUESTION, searchQuery, type Hit } from '@/api/search';
import { Button } from '@/components/Button';
import { Select, TextField } from '@/components/fields';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { Empty, Skeleton, Trouble } from '@/components/states';
import { Prose, Said } from '@/components/Text';
import { RepositoryFilter } from '@/features/repositories/RepositoryFilter';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

import { HitItem } from './HitItem';
import { keepSearch, LANGUAGES, questionOf, recentSearches, type SearchSearch } from './question';

const route = getRouteApi('/framed/search');

export function Search() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useQuery(searchQuery(questionOf(search)));
  const change = (changes: SearchSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changes }) });
  const ask = (q: string, path = search.path ?? '') => {
    keepSearch(q);
    // The address stays the same where the question does, and nothing would be asked.
    if (q === search.q && path === (search.path ?? '')) void answer.refetch();
    else change({ q, path: path || undefined });
  };
  return (
    <Page title={t.search.title} lead={t.search.lead}>
      <div className="grid gap-4">
        <SearchForm search={search} onAsk={ask} onChange={change} busy={answer.isFetching} />
        {!search.q && <Recent onAsk={ask} />}
        {search.repository && <Unready key={search.repository} repository={search.repository} />}
        {search.q && answer.isPending && (
          <div role="status" className="grid gap-4">
            <span className="sr-only">{t.states.loading}</span>
            {[0, 1, 2].map((row) => (
              <Skeleton key={row} className="h-44" />
            ))}
          </div>
        )}
        <Trouble query={answer} />
        {answer.data && (
          <>
            <p role="status" className="text-xs text-muted">
              {t.search.found(answer.data.items.length)}
              {answer.data.notice && (
                <>
                  {' · '}
                  <Prose>{answer.data.notice}</Prose>
                </>
              )}
            </p>
            {answer.data.items.length === 0 && (
              <Empty icon={SearchX} title={t.search.noneTitle}>
                {t.search.none}
              </Empty>
            )}
            <Hits key={search.q} hits={answer.data.items} />
          </>
        )}
      </div>
    </Page>
  );
}

/** Hits that a large window shows without scrolling. */
const SEEN = 3;

/** First those that can be seen, and the rest when they stand there. */
function Hits({ hits }: { hits: readonly Hit[] }) {
  const most = useDeferredValue(hits.length, SEEN);
  return (
    <ol className="grid gap-4">
      {hits.slice(0, most).map((hit) => (
        <HitItem key={hit.chunk_id} hit={hit} />
      ))}
    </ol>
  );
}

const UNREADY_POLL_MS = 3_000;

/** Says so as long as search does not know all of a repository. */
function Unready({ repository }: { repository: string }) {
  const { data } = useQuery({
    ...indexQuery(repository),
    refetchInterval: ({ state }) => (state.data && isReady(state.data) ? false : UNREADY_POLL_MS),
  });
  if (!data || isReady(data)) return null;
  return (
    <p role="status" className="text-sm text-muted">
      {t.search.unready(formatNumber(data.indexed), formatNumber(data.chunks))}
    </p>
  );
}

const isReady = ({ indexed, chunks }: { indexed: number; chunks: number }): boolean => indexed >= chunks;

interface SearchFormProps {
  search: SearchSearch;
  onAsk: (q: string, path: string) => void;
  onChange: (changes: SearchSearch) => void;
  busy: boolean;
}

function SearchForm({ search, onAsk, onChange, busy }: SearchFormProps) {
  const [words, setWords] = useState(search.q ?? '');
  const [path, setPath] = useState(search.path ?? '');
  const [known, setKnown] = useState(search);
  // A search that is opened anew, from the palette for one, begins with its own words; the fields and the focus stay.
  if (known.q !== search.q || known.path !== search.path) {
    setKnown(search);
    if (known.q !== search.q) setWords(search.q ?? '');
    if (known.path !== search.path) setPath(search.path ?? '');
  }
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (words.trim() !== '') onAsk(words.trim(), path);
    else if (path !== (search.path ?? '')) onChange({ path: path || undefined });
  };
  return (
    <form role="search" onSubmit={onSubmit} className="grid gap-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
        <TextField
          label={t.search.query}
          quiet
          type="search"
          placeholder={t.search.example}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          maxLength={LONGEST_QUESTION}
          className="h-10 text-base"
        />
        <Button type="submit" look="primary" busy={busy && Boolean(search.q)} className="h-10">
          <Icon of={SearchIcon} /> {t.search.send}
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-[14rem_10rem_14rem]">
        <RepositoryFilter
          repository={search.repository}
          onChange={(repository) => onChange({ repository })}
        />
        <Select
          label={t.search.language}
          quiet
          value={search.language ?? ''}
          options={[
            { value: '', label: t.search.everyLanguage },
            ...LANGUAGES.map((value) => ({ value, label: t.language(value) })),
          ]}
          onChange={(language) => onChange({ language: language || undefined })}
        />
        <div className="max-sm:col-span-2">
          <TextField
            label={t.search.path}
            quiet
            placeholder={t.search.path}
            value={path}
            onChange={(event) => setPath(event.target.value)}
            onBlur={() => path !== (search.path ?? '') && onChange({ path: path || undefined })}
            spellCheck={false}
          />
        </div>
      </div>
    </form>
  );
}

function Recent({ onAsk }: { onAsk: (q: string) => void }) {
  const recent = recentSearches();
  const offered = recent.length > 0 ? recent : t.search.examples;
  return (
    <Panel title={recent.length > 0 ? t.search.recent : t.search.tryThese}>
      <ul className="flex flex-wrap gap-2">
        {offered.map((query) => (
          <li key={query} className="max-w-full">
            <Button onClick={() => onAsk(query)} className="max-w-full">
              <span className="truncate">
                <Said>{query}</Said>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
