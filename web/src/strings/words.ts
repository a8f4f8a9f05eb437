/** The names of the service's own words, in English. Each list has exactly the words of the API. */

import type { Category, Rating, Severity } from '@/api/analyses';
import type { JobState } from '@/api/jobs';
import type { Priority, Quadrant, TaskStatus } from '@/api/tasks';

type Aspect = 'maintainability' | 'reliability' | 'security';

export const severity: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

export const category: Record<Category, string> = {
  security: 'Security',
  reliability: 'Reliability',
  maintainability: 'Maintainability',
};

export const priority: Record<Priority, string> = {
  P0: 'Today',
  P1: 'This week',
  P2: 'This month',
  P3: 'When at hand',
};

export const quadrant: Record<Quadrant, string> = {
  do_first: 'Do first',
  plan: 'Plan',
  quick_win: 'Quick win',
  backlog: 'Backlog',
};

export const taskStatus: Record<TaskStatus, string> = {
  created: 'To do',
  assigned: 'Assigned',
  in_progress: 'In progress',
  review: 'In review',
  testing: 'Testing',
  done: 'Done',
  blocked: 'Blocked',
  rejected: 'Rejected',
};

export const jobState: Record<JobState, string> = {
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  dead: 'Dead',
  cancelled: 'Cancelled',
};

export const rating: Record<Aspect, string> = {
  maintainability: 'Maintainability',
  reliability: 'Reliability',
  security: 'Security',
};

const ofWorst = (kind: string): Record<Rating, string> => ({
  A: `No open ${kind} finding above “info”`,
  B: `The worst open ${kind} finding is low`,
  C: `The worst open ${kind} finding is medium`,
  D: `The worst open ${kind} finding is high`,
  E: `A critical ${kind} finding is open`,
});

export const ratingMeans: Record<Aspect, Record<Rating, string>> = {
  maintainability: {
    A: 'Repair costs up to 5% of writing it anew',
    B: 'Repair costs up to 10% of writing it anew',
    C: 'Repair costs up to 20% of writing it anew',
    D: 'Repair costs up to 50% of writing it anew',
    E: 'Repair costs over half of writing it anew',
  },
  reliability: ofWorst('reliability'),
  security: ofWorst('security'),
};

const LANGUAGES: Record<string, string> = {
  rust: 'Rust',
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  tsx: 'TSX',
  go: 'Go',
  java: 'Java',
  css: 'CSS',
  scss: 'SCSS',
  less: 'Less',
  html: 'HTML',
  json: 'JSON',
  yaml: 'YAML',
  toml: 'TOML',
  sql: 'SQL',
  shell: 'Shell',
  xml: 'XML',
  svg: 'SVG',
  ini: 'INI',
  php: 'PHP',
  c: 'C',
  cpp: 'C++',
  csharp: 'C#',
  powershell: 'PowerShell',
  graphql: 'GraphQL',
  restructuredtext: 'reStructuredText',
};

/** Most others are called as their ids are, with a capital. */
export const language = (id: string): string => LANGUAGES[id] ?? id.charAt(0).toUpperCase() + id.slice(1);
