import { useInfiniteQuery } from '@tanstack/react-query';

import { repositoriesQuery, type Repository } from '@/api/repositories';
import { useSettled } from '@/components/useSettled';
import { rank } from '@/lib/rank';

const PAUSE_MS = 200;

/** Repositories for what is typed: those that are known at once, and those that the service finds by part of a name. */
export function useRepositoriesLike(words: string): Repository[] {
  const part = useSettled(words.trim(), PAUSE_MS);
  const first = useInfiniteQuery(repositoriesQuery()).data?.pages.flatMap((page) => page.items) ?? [];
  const found = useInfiniteQuery({ ...repositoriesQuery(part), enabled: part !== '' }).data?.pages[0]?.items;
  const byId = new Map([...first, ...(found ?? [])].map((repository) => [repository.id, repository]));
  return rank(words, [...byId.values()], ({ name }) => name);
}
