import { t } from '@/strings';

import { Select } from './fields';

const WHERES = ['all', 'code', 'tests'] as const;

interface WhereFilterProps {
  /** Only what stands in tests, only what does not, or both. */
  inTest: boolean | undefined;
  onChange: (inTest: boolean | undefined) => void;
}

/** Narrows a list to tests, or to what is none. */
export function WhereFilter({ inTest, onChange }: WhereFilterProps) {
  return (
    <div className="w-36">
      <Select<(typeof WHERES)[number]>
        label={t.findings.where}
        quiet
        value={inTest === undefined ? 'all' : inTest ? 'tests' : 'code'}
        options={WHERES.map((value) => ({ value, label: t.findings.wheres[value] }))}
        onChange={(value) => onChange(value === 'all' ? undefined : value === 'tests')}
      />
    </div>
  );
}
