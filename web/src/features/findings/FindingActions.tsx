/** What can be done about a finding: make a task of it, or say that it is not to be counted. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff, ListPlus, RotateCcw } from 'lucide-react';
import { useState } from 'react';

import { makeTask, suppressFinding, unsuppressFinding } from '@/api/findings';
import { asProblem } from '@/api/problem';
import { taskKeys } from '@/api/tasks';
import { carryOut } from '@/app/queries';
import { Button } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { TextArea } from '@/components/fields';
import { Icon } from '@/components/Icon';
import { notify } from '@/components/toasts';
import { t } from '@/strings';

import type { ShownFinding } from './FindingDetail';
import { refreshFinding, showFinding } from './refresh';

const LONGEST_REASON = 500;

export function FindingActions({ finding }: { finding: ShownFinding }) {
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {finding.state === 'open' && (
        <>
          <MakeTask finding={finding} />
          <Suppress finding={finding} />
        </>
      )}
      {finding.state === 'suppressed' && finding.suppression?.source === 'person' && (
        <Unsuppress finding={finding} />
      )}
    </div>
  );
}

function MakeTask({ finding }: { finding: ShownFinding }) {
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: () => makeTask(finding.id),
    onSuccess: () => void queries.invalidateQueries({ queryKey: taskKeys.all }),
    onError: (error) => notify({ text: asProblem(error).detail, tone: 'problem' }),
  });
  if (make.data) {
    return (
      <Button asChild>
        <Link to="/tasks/$taskId" params={{ taskId: make.data.id }}>
          <Icon of={ListPlus} /> {t.findings.openTask}
        </Link>
      </Button>
    );
  }
  return (
    <Button look="primary" busy={make.isPending} onClick={() => make.mutate()}>
      <Icon of={ListPlus} /> {t.findings.makeTask}
    </Button>
  );
}

function Suppress({ finding }: { finding: ShownFinding }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const suppress = async () => {
    showFinding(await suppressFinding(finding.id, reason.trim()));
    notify({
      text: t.findings.nowSuppressed,
      undo: () => void takeBack(finding.id),
    });
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Icon of={EyeOff} /> {t.findings.suppress}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.findings.suppress}
        description={t.findings.suppressWhat}
        action={t.findings.suppress}
        onConfirm={suppress}
      >
        <TextArea
          label={t.findings.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={LONGEST_REASON}
          required
        />
      </Confirm>
    </>
  );
}

function Unsuppress({ finding }: { finding: ShownFinding }) {
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await takeBack(finding.id);
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={() => void run()}>
      <Icon of={RotateCcw} /> {t.findings.countAgain}
    </Button>
  );
}

async function takeBack(id: string): Promise<void> {
  try {
    showFinding(await carryOut(() => unsuppressFinding(id)));
    notify({ text: t.findings.countsAgain });
  } catch (error) {
    notify({ text: asProblem(error).detail, tone: 'problem' });
    void refreshFinding(id);
  }
}
