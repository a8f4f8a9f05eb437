import { useInfiniteQuery } from '@tanstack/react-query';

import { repositoriesQuery, type Repository } from '@/api/repositories';
import { useSettled } from '@/components/useSettled';
import { rank } from '@/lib/rank';

const PAUSE_MS = 200;

interface RepositoriesLike {
  repositories: Repository[];
  /** The service has not yet said which it finds. */
  isPending: boolean;
  error: Error | null;
}

/** Repositories for what is typed: those that are known at once, and those that the service finds by part of a name. */
export function useRepositoriesLike(words: string): RepositoriesLike {
  const wanted = words.trim();
  const part = useSettled(wanted, PAUSE_MS);
  const first = useInfiniteQuery(repositoriesQuery());
  const found = useInfiniteQuery({ ...repositoriesQuery(part), enabled: part !== '' });
  const listed = [first, found].flatMap(({ data }) => data?.pages.flatMap((page) => page.items) ?? []);
  const byId = new Map(listed.map((repository) => [repository.id, repository]));
  const answer = part === '' ? first : found;
  return {
    repositories: rank(words, [...byId.values()], ({ name }) => name),
    isPending: wanted !== part || answer.isPending,
    error: answer.error,
  };
}
