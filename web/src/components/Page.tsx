import { useEffect, type ReactNode } from 'react';

import { visible } from '@/lib/visible';
import { t } from '@/strings';

import { Said } from './Text';

/** A tab of the browser shows no more. */
const LONGEST_TITLE = 200;

interface PageProps {
  /** The page's name: its heading, and the window's title. */
  title: string;
  /** The heading, where it is more than the name. */
  heading?: ReactNode;
  /** A line under the heading. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Uses the whole width: for boards and lists with details beside them. */
  wide?: boolean;
  /** The last thing on the page takes what is left of the window: for what scrolls by itself. */
  fills?: boolean;
  /** The page stands under the heading of another: its own is one of the second level. */
  isPart?: boolean;
}

/** On narrow screens they stand on one line that scrolls, and leave the room to the content. */
const ACTIONS =
  'relative flex items-center gap-2 sm:flex-wrap max-sm:-mx-4 max-sm:w-[calc(100%+2rem)] max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:*:shrink-0';

/** The height of the window, less the bars of narrow screens. */
const FILLS = 'flex h-dvh min-h-[30rem] flex-col max-md:h-[calc(100dvh-6.5rem-1px)]';
/** What the page around leaves of it. */
const FILLS_PART = 'flex min-h-[26rem] flex-1 flex-col';

export function Page({ title, heading, lead, actions, children, wide, fills, isPart }: PageProps) {
  usePageTitle(title);
  const Heading = isPart ? 'h2' : 'h1';
  return (
    <div
      className={`mx-auto w-full px-4 py-5 sm:px-6 ${wide ? '' : 'max-w-[82rem]'} ${fills ? (isPart ? FILLS_PART : FILLS) : ''}`}
      {...(fills && isPart ? { 'data-fills': true } : {})}
    >
      <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-4">
        <div className="min-w-0 flex-1 basis-60">
          <Heading className="text-lg font-semibold tracking-tight">
            {heading ?? <Said>{title}</Said>}
          </Heading>
          {lead && <div className="mt-0.5 text-sm text-muted">{lead}</div>}
        </div>
        {actions && <div className={ACTIONS}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${visible(title, LONGEST_TITLE)} · ${t.product}`;
  }, [title]);
}
