import { Activity, FolderGit2, ListChecks, Search, type LucideIcon } from 'lucide-react';

import { t } from '@/strings';

export interface Place {
  to: '/' | '/tasks' | '/search' | '/operations';
  name: string;
  icon: LucideIcon;
  /** Whether the page is this place's. */
  holds: (path: string) => boolean;
}

/** The places of the navigation. */
export const PLACES: readonly Place[] = [
  {
    to: '/',
    name: t.frame.repositories,
    icon: FolderGit2,
    holds: (path) => path === '/' || path.startsWith('/repositories') || path.startsWith('/analyses'),
  },
  { to: '/tasks', name: t.frame.tasks, icon: ListChecks, holds: (path) => path.startsWith('/tasks') },
  { to: '/search', name: t.frame.search, icon: Search, holds: (path) => path.startsWith('/search') },
  {
    to: '/operations',
    name: t.frame.operations,
    icon: Activity,
    holds: (path) => path.startsWith('/operations'),
  },
];
