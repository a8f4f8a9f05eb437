/** Takes an address or a path and a revision. What was typed stays until the service took it. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';

import { analysisKeys } from '@/api/analyses';
import { asProblem } from '@/api/problem';
import { repositoryKeys, submitRepository } from '@/api/repositories';
import { meQuery } from '@/api/session';
import { Button } from '@/components/Button';
import { TextField } from '@/components/fields';
import { Panel } from '@/components/Panel';
import { ProblemNote } from '@/components/states';
import { t } from '@/strings';

import { SourceCheck } from './SourceCheck';

const route = getRouteApi('/framed/');

export function SubmitForm() {
  const begin = route.useSearch();
  const [source, setSource] = useState(begin.source ?? '');
  const [revision, setRevision] = useState(begin.revision ?? '');
  const sourceField = useRef<HTMLInputElement>(null);
  // Links and the palette lead to the form by its name.
  const isWanted = useRouterState({ select: (state) => state.location.hash === 'submit' });
  useEffect(() => {
    if (isWanted) sourceField.current?.focus();
  }, [isWanted]);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const localPaths = useQuery(meQuery()).data?.local_paths ?? true;

  const submit = useMutation({
    mutationFn: submitRepository,
    onSuccess: async ({ analysis }) => {
      queries.setQueryData(analysisKeys.one(analysis.id), analysis);
      void queries.invalidateQueries({ queryKey: repositoryKeys.all });
      await navigate({ to: '/analyses/$analysisId', params: { analysisId: analysis.id } });
    },
    onError: () => sourceField.current?.focus(),
  });
  const refusal = submit.error ? asProblem(submit.error) : undefined;
  const refused = (field: string) => refusal?.fields.find((said) => said.field === field)?.detail;

  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (source.trim() === '') return;
    submit.mutate({ source: source.trim(), ...(revision.trim() ? { revision: revision.trim() } : {}) });
  };

  return (
    <Panel>
      <form id="submit" onSubmit={onSubmit} className="grid gap-3">
        <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_auto]">
          <TextField
            label={t.submit.source}
            placeholder={localPaths ? t.submit.sourceExample : t.submit.sourceExampleRemote}
            ref={sourceField}
            value={source}
            onChange={(event) => {
              setSource(event.target.value);
              submit.reset();
            }}
            error={refused('source')}
            hint={
              <SourceCheck
                source={source}
                hint={localPaths ? t.submit.sourceHint : t.submit.sourceHintRemote}
              />
            }
            autoComplete="off"
            spellCheck={false}
            required
          />
          <TextField
            label={t.submit.revision}
            placeholder={t.submit.revisionExample}
            value={revision}
            onChange={(event) => setRevision(event.target.value)}
            error={refused('revision')}
            autoComplete="off"
            spellCheck={false}
            maxLength={255}
          />
          <Button type="submit" look="primary" busy={submit.isPending} className="sm:mt-[1.375rem]">
            {t.submit.send}
          </Button>
        </div>
        {refusal?.fields.length === 0 && <ProblemNote error={submit.error} />}
      </form>
    </Panel>
  );
}
