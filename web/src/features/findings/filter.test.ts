import { describe, expect, it } from 'vitest';

import { t } from '@/strings';

import { filterOf, findingSearch, isNarrow, narrowedTo, restsOn, UNNARROWED } from './filter';

describe('a group of findings', () => {
  it('by folder stands for the files directly in it, the root’s too', () => {
    expect(filterOf(narrowedTo('folder', 'src/app'))).toMatchObject({ folder: 'src/app', path: '' });
    expect(filterOf(narrowedTo('folder', '.'))).toMatchObject({ folder: '.', path: '' });
  });
  it('narrows the list until its filter is taken away', () => {
    expect(isNarrow(narrowedTo('folder', '.'))).toBe(true);
    expect(isNarrow({ ...narrowedTo('folder', '.'), ...UNNARROWED })).toBe(false);
    expect(isNarrow({ state: 'all', by: 'rule' })).toBe(false);
  });
});

describe('what something rests on', () => {
  const fingerprints = Array.from({ length: 120 }, (_, index) => `f${index}`);

  it('is looked for among all findings, as many as an address takes', () => {
    const search = findingSearch(restsOn(fingerprints));
    expect(search.state).toBe('all');
    expect(search.fingerprint).toEqual(fingerprints.slice(0, 50));
  });
  it('is said to be more than what is shown', () => {
    expect(t.findings.see(120, 50)).toBe('See 50 of 120 findings');
    expect(t.findings.see(1, 50)).toBe('See the finding');
  });
});
