import { expect, it } from 'vitest';

import { repositoriesQuery } from './repositories';

it('asks for no more of a name than the service takes, and for whole characters', () => {
  const [, , part] = repositoriesQuery(`a${'😀'.repeat(300)}`).queryKey;
  expect(part).toBe(`a${'😀'.repeat(199)}`);
});
