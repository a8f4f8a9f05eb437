import { Activity, FolderGit2, ListChecks, Search, type LucideIcon } from 'lucide-react';

import { t } from '@/strings';

export interface Place {
  to: '/' | '/tasks' | '/search' | '/operations';
  label: string;
  icon: LucideIcon;
  /** Whether the page is this place's. */
  holds: (path: string) => boolean;
}

/** The places of the navigation. */
export const PLACES: readonly Place[] = [
  {
    to: '/',
    label: t.frame.repositories,
    icon: FolderGit2,
    holds: (path) => path === '/' || path.startsWith('/repositories') || path.startsWith('/analyses'),
  },
  { to: '/tasks', label: t.frame.tasks, icon: ListChecks, holds: (path) => path.startsWith('/tasks') },
  { to: '/search', label: t.frame.search, icon: Search, holds: (path) => path.startsWith('/search') },
  {
    to: '/operations',
    label: t.frame.operations,
    icon: Activity,
    holds: (path) => path.startsWith('/operations'),
  },
];
