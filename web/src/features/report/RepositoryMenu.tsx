import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { analysesOfQuery, type Analysis } from '@/api/analyses';
import { asProblem } from '@/api/problem';
import {
  deleteRepository,
  repositoryKeys,
  submitRepository,
  type RepositoryDetail,
} from '@/api/repositories';
import { carryOut } from '@/app/queries';
import { Button, IconButton } from '@/components/Button';
import { Confirm } from '@/components/Confirm';
import { Icon } from '@/components/Icon';
import { Menu, MenuItem } from '@/components/Menu';
import { notify } from '@/components/toasts';
import { t } from '@/strings';

interface RepositoryMenuProps {
  repository: RepositoryDetail;
  /** The analysis that is shown, where there is one. */
  analysis: Analysis | undefined;
}

/** What can be done with a repository: analyse it again, delete it. */
export function RepositoryMenu({ repository, analysis: shown }: RepositoryMenuProps) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();

  const analyseAgain = async () => {
    setBusy(true);
    try {
      // Where none is shown it is what was asked for last, whatever became of it.
      const asked = shown ?? (await queries.infiniteQuery(analysesOfQuery(repository.id))).pages[0]?.items[0];
      const revision = asked?.revision;
      const { analysis } = await carryOut(() =>
        submitRepository({ source: repository.source, ...(revision ? { revision } : {}) }),
      );
      await navigate({ to: '/analyses/$analysisId', params: { analysisId: analysis.id } });
    } catch (error) {
      notify({ text: asProblem(error).detail, tone: 'problem' });
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    await deleteRepository(repository.id);
    queries.removeQueries({ queryKey: repositoryKeys.one(repository.id) });
    void queries.invalidateQueries({ queryKey: [...repositoryKeys.all, 'list'] });
    notify({ text: t.report.deleted(repository.name) });
    await navigate({ to: '/' });
  };

  return (
    <div className="flex items-center gap-2">
      <Button busy={busy} onClick={() => void analyseAgain()}>
        <Icon of={RotateCw} /> <span className="max-sm:sr-only">{t.report.again}</span>
      </Button>
      <Menu
        label={t.report.more}
        align="end"
        trigger={
          <IconButton label={t.report.more}>
            <Icon of={Ellipsis} />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setAsking(true)}>
          <Icon of={Trash2} className="text-critical" /> {t.report.delete}
        </MenuItem>
      </Menu>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.report.delete}
        description={t.report.deleteWhat(repository.name)}
        action={t.report.delete}
        onConfirm={remove}
      />
    </div>
  );
}
