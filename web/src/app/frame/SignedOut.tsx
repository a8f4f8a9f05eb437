import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';

import { meQuery } from '@/api/session';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { usePageTitle } from '@/components/Page';
import { t } from '@/strings';

import { Logo } from './Logo';

/** In place of a page, for who comes without a session. */
export function SignedOutPage() {
  usePageTitle(t.signedOut.title);
  return (
    <main>
      <SignedOut />
    </main>
  );
}

/** For who has no session: how to get one. */
export function SignedOut() {
  const me = useQuery(meQuery());
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-5">
      <Logo />
      <h1 className="flex items-center gap-2 text-lg font-semibold">
        <Icon of={KeyRound} /> {t.signedOut.title}
      </h1>
      <p className="text-muted">{t.signedOut.how}</p>
      <pre className="rounded-md border border-line bg-surface px-4 py-3 font-mono text-sm">
        {t.signedOut.command}
      </pre>
      <p className="text-sm text-muted">{t.signedOut.then}</p>
      <Button className="self-start" busy={me.isFetching} onClick={() => void me.refetch()}>
        {t.signedOut.again}
      </Button>
    </div>
  );
}
