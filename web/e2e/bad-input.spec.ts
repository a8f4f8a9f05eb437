/** Every kind of bad input: what is refused at once, and what fails once somebody has looked. Each says what to do. */

import { Authority, git, page as webPage, status } from './hosts';
import { bareBeginning, emptyFolder, repository, shop } from './repositories';
import { expect, submit, test } from './story';

const authority = new Authority();
const stranger = new Authority();

test.use({
  settings: { DEVMENTOR_CA_FILE: authority.certificate, DEVMENTOR_LIMITS_REPOSITORY_BYTES: '100000' },
});
test.afterAll(() => {
  authority.end();
  stranger.end();
});

test.describe('refused at once, and not lost', () => {
  const refused: [what: string, source: string, says: RegExp][] = [
    ['what is no address', 'not an address', /give one like https:/],
    [
      'an address with a password',
      'https://user:secret@example.org/a',
      /user name or password; leave it out/,
    ],
    ['an address that is not https', 'ftp://example.org/a', /begins with https:/],
    ['an address of a page', 'https://example.org/a?tab=code#top', /repository's own address/],
    ['a path that begins nowhere', 'some/folder', /absolute|give one like/],
    ['a path that is not there', '/no/such/place', /no such path/],
    ['a folder that is no repository', emptyFolder('no-repository'), /not a git repository/],
  ];
  for (const [what, source, says] of refused) {
    test(what, async ({ page }) => {
      await submit(page, source);
      const field = page.getByLabel('Repository', { exact: true });
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveValue(source);
      await expect(field).toBeFocused();
      await expect(field).toHaveAccessibleDescription(says);
    });
  }

  test('a revision that is none', async ({ page }) => {
    const source = repository('no-revision', { 'a.py': 'a = 1\n' });
    await submit(page, source, '--upload-pack=x');
    const field = page.getByLabel('Branch, tag or commit');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/must not begin with/);
    await expect(field).toHaveValue('--upload-pack=x');
    await expect(page.getByLabel('Repository', { exact: true })).toHaveValue(source);
  });
});

test.describe('failed, with the reason and what helps', () => {
  const large = repository('too-large', { 'a.py': `a = "${noise(300_000)}"\n` });
  type Input = [source: string, revision?: string];
  const failing: [what: string, make: () => Input | Promise<Input>, says: RegExp][] = [
    ['a repository without a commit', () => [bareBeginning('no-commit')], /Commit something/],
    [
      'a branch that is not there',
      () => [repository('no-branch', { 'a.py': 'a = 1\n' }), 'no-such-branch'],
      /no-such-branch.*Check its spelling/,
    ],
    [
      'a repository without code',
      () => [repository('no-code', { 'notes.txt': 'nothing here\n' })],
      /supported language/,
    ],
    [
      'settings of a repository that cannot be understood',
      () => [repository('bad-settings', { 'a.py': 'a = 1\n', '.devmentor.toml': 'ignore = [\n' })],
      /\.devmentor\.toml cannot be understood/,
    ],
    [
      'a repository that its host does not know',
      async () => [`${await authority.host(status(404))}/a`],
      /no such repository.*Check the address/,
    ],
    [
      'a repository behind a login',
      async () => [`${await authority.host(status(401))}/a`],
      /asks for a login.*clone it yourself/,
    ],
    [
      'a host that nobody vouches for',
      async () => [`${await stranger.host(status(404))}/a`],
      /could not prove who it is.*DEVMENTOR_CA_FILE/,
    ],
    [
      'a repository that is too large',
      async () => {
        const { answer, path } = git(large);
        return [`${await authority.host(answer)}${path}`];
      },
      /larger than the limit/,
    ],
  ];
  for (const [what, make, says] of failing) {
    test(what, async ({ page }) => {
      const [source, revision = ''] = await make();
      await submit(page, source, revision);
      const alert = page.getByRole('main').getByRole('alert');
      await expect(alert).toContainText(says, { timeout: 30_000 });
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
      await alert.getByRole('link', { name: 'Submit another' }).click();
      const field = page.getByLabel('Repository', { exact: true });
      await expect(field).toBeFocused();
      await expect(field).toHaveValue(source);
      await expect(page.getByLabel('Branch, tag or commit')).toHaveValue(revision);
    });
  }
});

test('what never succeeded is analysed again as it was asked for', async ({ page }) => {
  const source = repository('never-good', { 'a.py': 'a = 1\n' });
  await submit(page, source, 'no-such-branch');
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await page.goto('/');
  const all = page.getByRole('region', { name: 'All repositories' });
  await all.getByRole('link', { name: 'never-good' }).click();
  const again = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Analyse again' }).click();
  expect((await again).postDataJSON()).toEqual({ source, revision: 'no-such-branch' });
});

test.describe('tried again by itself, and it is said why', () => {
  const passing: [what: string, make: () => Promise<string>, says: RegExp][] = [
    ['a host that does not answer', () => Promise.resolve('https://127.0.0.1:9/a'), /could not be reached/],
    ['a host that is no git server', () => authority.host(webPage), /did not answer like a git server/],
  ];
  for (const [what, make, says] of passing) {
    test(what, async ({ page }) => {
      await submit(page, `${await make()}/a`);
      const said = page.getByRole('main').getByText(says);
      await expect(said).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(/Try \d of \d ended badly/)).toBeVisible();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByText('Somebody stopped this analysis.')).toBeVisible();
      await expect(said).toBeHidden();
    });
  }

  test('what a host gives is analysed', async ({ page }) => {
    const { answer, path } = git(shop('fetched'));
    await submit(page, `${await authority.host(answer)}${path}`);
    await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 60_000 });
  });
});

/** Text of this length that no packing makes smaller. */
function noise(length: number): string {
  let state = 1;
  const letters = Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  });
  return letters.join('');
}
