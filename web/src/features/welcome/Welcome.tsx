/** Where the owner's one-time link leads: `/welcome#<code>`. The part after `#` is never sent by the browser itself. */

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';

import { asProblem, type Problem } from '@/api/problem';
import { meKey, meQuery, signIn } from '@/api/session';
import { SignedOut } from '@/app/frame/SignedOut';
import { Button } from '@/components/Button';
import { usePageTitle } from '@/components/Page';
import { ProblemNote } from '@/components/states';
import { t } from '@/strings';

export function Welcome() {
  usePageTitle(t.welcome.title);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const code = useRef<string>(undefined);

  const enter = useCallback(async () => {
    setError(undefined);
    try {
      await signIn(code.current ?? '');
      await queries.resetQueries({ queryKey: meKey });
      await navigate({ to: '/', replace: true });
    } catch (thrown) {
      // A link that was used up by this very browser leads where it led before.
      const me = await queries.query(meQuery()).catch(() => null);
      if (me) await navigate({ to: '/', replace: true });
      else setError(thrown);
    }
  }, [navigate, queries]);

  useEffect(() => {
    const take = () => {
      const given = window.location.hash.slice(1);
      if (code.current !== undefined && given === '') return;
      code.current = given;
      // The code does not stay in the address bar or the history.
      window.history.replaceState(null, '', window.location.pathname);
      void enter();
    };
    take();
    // Where one link did not work, the next may be opened in its place: to the browser that is the same page.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, [enter]);

  if (error === undefined) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <p role="status" className="text-muted">
          {t.welcome.entering}
        </p>
      </main>
    );
  }
  return (
    <>
      <SignedOut />
      <div className="fixed inset-x-0 top-4 mx-auto max-w-md px-5">
        <ProblemNote error={error}>
          {isRefusal(asProblem(error)) ? (
            <p className="text-muted">{t.welcome.used}</p>
          ) : (
            <Button className="mt-2" onClick={() => void enter()}>
              {t.states.tryAgain}
            </Button>
          )}
        </ProblemNote>
      </div>
    </>
  );
}

/** Of anything else it is not known whether the link is still good: the same one may be tried again. */
const isRefusal = ({ status }: Problem): boolean => status >= 400 && status < 500 && status !== 429;
