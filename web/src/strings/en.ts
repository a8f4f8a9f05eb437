/** Every word of the pages, in English. */

import { formatNumber } from '@/lib/format';

import * as words from './words';

const plural = (count: number, one: string, many: string): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

export const en = {
  product: 'DevMentor',
  ...words,

  actions: {
    close: 'Close',
    dismiss: 'Dismiss',
    keep: 'Leave it',
    more: 'Show more',
    undo: 'Undo',
  },

  states: {
    loading: 'Loading',
    tryAgain: 'Try again',
  },

  errors: {
    unreachableTitle: 'No answer from the service',
    unreachable: 'The service does not answer. See whether it runs (devmentor up), then try again.',
    unknown: 'The service refused this without saying why. Its log may tell more.',
    statusTitle: (status: number) => `The service answered ${status}`,
    brokenTitle: 'This page broke',
    broken: 'Something in the page itself went wrong. Loading it anew often helps.',
    requestId: (id: string) => `Request ${id}: the service’s log has more under this id.`,
    missingTitle: 'There is no page here',
    missing: 'The address may have a slip, or what it led to was deleted.',
    home: 'To the repositories',
  },

  signedOut: {
    title: 'You are not signed in',
    how: 'A link signs you in. On the machine where the service runs, ask for one:',
    command: 'devmentor link',
    then: 'Open the link in this browser. It works once; ask for another whenever you need one.',
    again: 'I have signed in',
  },

  welcome: {
    title: 'Welcome',
    entering: 'Signing you in…',
    used: 'A link works once and not for long. Ask for a new one with the command above.',
  },

  frame: {
    skip: 'Skip to content',
    navigation: 'Main',
    repositories: 'Repositories',
    tasks: 'Tasks',
    search: 'Search',
    operations: 'Operations',
    recent: 'Recent',
    jump: 'Search or jump to',
    paletteKeys: 'Ctrl K',
  },

  palette: {
    title: 'Commands',
    label: 'Go to a page, a repository, or search code',
    go: (name: string) => `Go to ${name.toLowerCase()}`,
    submit: 'Submit a repository',
    light: 'Use the light theme',
    dark: 'Use the dark theme',
    system: 'Use the system’s theme',
    search: (query: string) => `Search code for “${query}”`,
  },

  theme: { label: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },

  connection: {
    connecting: { name: 'Connecting', detail: 'Asking the service for its news' },
    open: { name: 'Live', detail: 'News appear here by themselves' },
    down: { name: 'Offline', detail: 'The stream of news is cut; the page asks every few seconds instead' },
  },

  notices: {
    one: 'Notification',
    region: 'Notifications',
    open: (count: number) => (count === 0 ? 'Notifications' : `Notifications (${formatNumber(count)})`),
    none: 'What happens while you work is kept here until you leave.',
    clear: 'Clear',
  },

  repositories: {
    title: 'Repositories',
    lead: 'Everything that was submitted, the newest first.',
    firstLead: 'Submit a repository to see what matters in it.',
    list: 'All repositories',
    underWay: (count: number) => `Being analysed (${formatNumber(count)})`,
    none: 'No report yet',
    score: (score: string) => `Score ${score}`,
    counts: (files: string, findings: string) => `${files} files · ${findings} findings`,
    steps: [
      { title: 'Submit', text: 'An https address, or a folder with a git repository on this machine.' },
      { title: 'Watch', text: 'Every file is parsed and measured. A thousand files take a few seconds.' },
      {
        title: 'Act',
        text: 'Read the five insights that matter most, and work through the tasks made of them.',
      },
    ],
  },

  submit: {
    source: 'Repository',
    sourceExample: 'https://… or /path/to/repository',
    sourceHint:
      'An https address without a user name, or the path of a git repository on the service’s machine.',
    revision: 'Branch, tag or commit',
    revisionExample: 'Default branch',
    send: 'Analyse',
  },

  watch: {
    title: 'Analysis',
    waiting: 'Waiting for a worker',
    queued: 'Waiting for a worker.',
    state: {
      running: 'Running. You may leave this page; it goes on by itself.',
      succeeded: 'Finished.',
      failed: 'Failed.',
      cancelled: 'Cancelled.',
    },
    defaultBranch: 'Default branch',
    progress: 'Progress',
    polling: 'The stream is cut; this page asks every two seconds instead.',
    stages: {
      fetch: { name: 'Fetch', what: 'Getting the commits' },
      detect: { name: 'Detect', what: 'Languages, frameworks, tools' },
      parse: { name: 'Parse', what: 'Metrics and findings of every file' },
      relate: { name: 'Relate', what: 'Repetition, imports, history' },
      conclude: { name: 'Conclude', what: 'Score, insights, tasks' },
    },
    stageState: { done: 'Done:', current: 'Now:', ahead: 'Later:' },
    count: (done: string, total: string) => `${done} of ${total}`,
    rate: (rate: string) => `${rate} a second`,
    cancel: 'Cancel',
    cancelling: 'Cancelling',
    retry: 'Try again',
    report: 'Read the report',
    cancelled: 'Somebody stopped this analysis. Nothing of it was kept.',
    failed: 'The analysis failed',
    unknown: 'It is not known why. The service’s log may tell more.',
    failedNext: 'Mend the cause and try again, or submit another address.',
    another: 'Submit another',
    facts: {
      score: 'Score',
      findings: 'Open findings',
      insights: 'Insights',
      tasks: 'New tasks',
      files: 'Files',
      functions: 'Functions',
    },
  },

  report: {
    title: 'Report',
    tabs: { overview: 'Overview', findings: 'Findings', history: 'History' },
    active: 'Another analysis of this repository is under way.',
    watch: 'Watch it',
    older: 'This is an older analysis.',
    toLatest: 'Go to the latest',
    nothingTitle: 'No report yet',
    nothing: 'No analysis of this repository has succeeded. Its history says why.',
    nothingRunning: 'The first analysis is under way; its report appears here.',
    toHistory: 'See its history',
    again: 'Analyse again',
    more: 'More actions',
    delete: 'Delete repository',
    deleteWhat: (name: string) =>
      `“${name.slice(0, 100)}” goes with all that is known of it: analyses, findings, tasks and searchable code. The repository itself is not touched.`,
    deleted: (name: string) => `${name.slice(0, 100)} was deleted.`,
  },

  overview: {
    quality: 'Quality',
    ofHundred: 'of 100',
    scoreMeans: 'From findings, complexity, repetition and what repair would cost; 100 is best.',
    debt: 'Repairing everything found takes about',
    insights: 'What matters most',
    noInsights: 'Nothing stands out. Well done, or very little code.',
    advice: 'Advice:',
    fewer: 'Show the best five only',
    others: (count: number) => `Show ${plural(count, 'more', 'more')}`,
    places: (count: number) => `and ${plural(count, 'more place', 'more places')}`,
  },

  findings: {
    list: 'Findings',
    filters: 'Filters',
    state: 'State',
    states: { open: 'Open', new: 'New', fixed: 'Fixed', suppressed: 'Suppressed' },
    severity: 'Severity',
    category: 'Category',
    where: 'Where',
    wheres: { all: 'All code', code: 'Without tests', tests: 'Only tests' },
    path: 'Path begins with',
    new: 'New',
    pick: 'Choose a finding',
    pickHow: 'Its code and what to do appear here. The arrow keys go through the list.',
    noneHere: 'No finding fits these filters',
    noneHereNext: 'Take a filter away to see more.',
    clear: 'Clear the filters',
    none: {
      open: { title: 'No open findings', text: 'No rule has anything to say about this commit.' },
      new: {
        title: 'Nothing new',
        text: 'This analysis opened no finding that the one before did not know.',
      },
      fixed: {
        title: 'Nothing fixed',
        text: 'Findings that are gone since the analysis before appear here.',
      },
      suppressed: {
        title: 'Nothing suppressed',
        text: 'Findings that somebody said are not to be counted appear here, with the reason.',
      },
    },
    detail: 'Finding',
    back: 'Back to the list',
    effort: (effort: string) => `About ${effort} of work`,
    inTest: 'In test code',
    in: 'in',
    suppressed: (source: string) => `Suppressed (${source}):`,
  },

  history: {
    title: 'Analyses',
    lead: 'Every run over this repository, the newest first.',
    score: (score: string) => `Score ${score}`,
    counts: (open: string, fresh: string, fixed: string) => `${open} open, ${fresh} new, ${fixed} fixed`,
    open: 'Open',
    details: 'Details',
  },

  tasks: {
    title: 'Tasks',
    one: 'Task',
    lead: 'Made from what the analyses found, the most useful first.',
    back: 'All tasks',
    repository: 'Repository',
    everyRepository: 'Every repository',
    priority: 'Priority',
    view: 'View',
    board: 'Board',
    list: 'List',
    moveTo: 'Change status',
    fold: (name: string) => `Fold ${name}`,
    unfold: (name: string) => `Unfold ${name}`,
    boardHelp:
      'Arrow keys go from card to card. The space bar lifts a card; then the left and right arrows choose its column, the space bar lets it go there, and Escape puts it back.',
    liftedAt: (column: string) => `Lifted from ${column}. Left and right choose a column.`,
    droppedAt: (column: string) => `Moved to ${column}.`,
    putBack: 'Put back.',
    emptyColumn: {
      created: 'Nothing left to begin. An analysis makes new tasks.',
      assigned: 'Nobody has taken a task.',
      in_progress: 'Move a card here when you begin it.',
      review: 'Nothing waits for a reader.',
      testing: 'Nothing is being tried.',
      blocked: 'Nothing waits for something else.',
      done: 'Finished tasks gather here.',
      rejected: 'What will not be done goes here.',
    },
    moved: (title: string, status: string) => `“${short(title)}” is now ${status.toLowerCase()}.`,
    stale: (title: string) =>
      `“${short(title)}” was changed by somebody else meanwhile. It is shown as it is now; move it again if you still want to.`,
    noneTitle: 'No open tasks',
    none: 'Tasks are made when a repository is analysed. Submit one, or take a filter away.',
    what: 'What and why',
    effort: 'Effort',
    why: 'Why it stands where it does',
    weights: (impact: string, urgency: string, leaning: string) =>
      `Impact ${impact}, urgency ${urgency}, other work leans on it ${leaning}`,
    place: 'Where to begin',
    toReport: 'Its report',
    changed: 'Last change',
    closed: (reason: string) => (reason === 'cause_gone' ? 'its cause is gone' : 'closed by a person'),
  },

  search: {
    title: 'Search code',
    lead: 'Say what the code does; words and meaning both count.',
    query: 'What the code does',
    example: 'where are sessions signed',
    send: 'Search',
    repository: 'Repository',
    everyRepository: 'Every repository',
    language: 'Language',
    everyLanguage: 'Every language',
    path: 'Path begins with',
    recent: 'Recent searches',
    tryThese: 'Try one of these',
    examples: ['where is a failed request tried again', 'read the settings', 'check a password'],
    found: (count: number) => plural(count, 'hit.', 'hits.'),
    noneTitle: 'Nothing fits',
    none: 'Use other words or fewer filters. A repository can be searched a little after its analysis.',
    scoreMeans: 'How well it fits',
  },

  operations: {
    title: 'Operations',
    lead: 'How the service is, and what it works on.',
    apiDocs: 'API document',
    metrics: 'Metrics',
    health: 'What it leans on',
    healths: { up: 'Up', degraded: 'Degraded', down: 'Down' },
    component: (name: string) => COMPONENTS[name] ?? name,
    jobs: 'Jobs',
    state: 'State',
    kind: (kind: string) => KINDS[kind] ?? kind,
    attempt: (attempt: number, most: number) => `Try ${attempt} of ${most}`,
    retryAll: 'Try all failed again',
    retried: (count: number) => `${plural(count, 'job is', 'jobs are')} tried again.`,
    cancel: 'Cancel this job',
    retry: 'Try this job again',
    remove: 'Take this job out of the list',
    noJobs: 'No jobs',
    noJobsNext: 'Jobs come with submissions. Take the filter away to see those that ended.',
  },

  code: {
    label: 'Code',
    marked: 'Marked:',
    more: (count: number) => `Show ${plural(count, 'more line', 'more lines')}`,
  },
};

const COMPONENTS: Record<string, string> = {
  database: 'Database',
  queue: 'Queue',
  events: 'Events',
  vectors: 'Search index',
  embedding: 'Embedding model',
};

const KINDS: Record<string, string> = {
  analyze_repository: 'Analyse a repository',
  embed_repository: 'Make a repository searchable',
  retention: 'Clear away what is old',
};

/** A title as it fits into a message. */
function short(title: string): string {
  return title.length > 80 ? `${title.slice(0, 79)}…` : title;
}
