/** What stands around every page: navigation, the palette, notifications, the connection. */

import { QueryObserver, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Activity, useEffect, useLayoutEffect, useState } from 'react';

import { meKey, meQuery } from '@/api/session';
import { Cover } from '@/components/Cover';
import { Toasts } from '@/components/toasts';
import { t } from '@/strings';

import { LiveProvider } from '../live';
import { BottomBar } from './BottomBar';
import { Palette } from './Palette';
import { Sidebar } from './Sidebar';
import { SignedOut, SignedOutPage } from './SignedOut';
import { TopBar } from './TopBar';
import { useHotkeys } from './hotkeys';

export function Frame() {
  const { data: me } = useQuery(meQuery());
  const [team, setTeam] = useState<string>();
  if (me && team === undefined) setTeam(me.team.id);
  const isAnother = me ? team !== undefined && team !== me.team.id : false;
  useEffect(() => {
    // A page that is loaded anew knows nothing of who was here.
    if (isAnother) location.reload();
  }, [isAnother]);
  if (me === null && team === undefined) return <SignedOutPage />;
  return (
    <>
      <Activity mode={me === null || isAnother ? 'hidden' : 'visible'}>
        <LiveProvider>
          <Framed />
        </LiveProvider>
      </Activity>
      {me === null && <SignedOutOver />}
    </>
  );
}

/** A session may end under somebody's work: the page waits below, with all that was typed into it, and asks nothing. */
function SignedOutOver() {
  const queries = useQueryClient();
  // Before the page below is taken out of view, and with it the place in it.
  const [place] = useState(() => window.scrollY);
  useLayoutEffect(() => () => void requestAnimationFrame(() => scrollTo(0, place)), [place]);
  useEffect(() => {
    // What nobody looks at would be forgotten after a while, and the page with it.
    const stops = queries
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) =>
        new QueryObserver(queries, { queryKey, enabled: false }).subscribe(() => undefined),
      );
    return () => {
      stops.forEach((stop) => stop());
      // What was refused meanwhile is asked for anew.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
    };
  }, [queries]);
  return (
    <Cover title={t.signedOut.title}>
      <SignedOut />
    </Cover>
  );
}

function Framed() {
  const [searching, setSearching] = useState(false);
  useHotkeys(() => setSearching(true));

  return (
    <>
      <a
        href="#main"
        className="sr-only fixed top-2 left-2 z-50 rounded-md bg-raised text-sm shadow-float focus:not-sr-only focus:fixed focus:px-3 focus:py-2"
      >
        {t.frame.skip}
      </a>
      <div className="md:grid md:grid-cols-[14.5rem_minmax(0,1fr)]">
        <Sidebar onSearch={() => setSearching(true)} />
        <TopBar onSearch={() => setSearching(true)} />
        <main
          id="main"
          tabIndex={-1}
          className="min-h-dvh min-w-0 pb-16 outline-none max-md:min-h-[calc(100dvh-3rem)] md:pb-0"
        >
          <Outlet />
        </main>
        <BottomBar />
      </div>
      <Palette open={searching} onOpenChange={setSearching} />
      <Toasts />
    </>
  );
}
