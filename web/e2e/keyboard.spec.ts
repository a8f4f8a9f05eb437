/** The way from an address to work that is done, without a mouse: what a keyboard alone can reach, and how it gets there. */

import { shop } from './repositories';
import { expect, isFocused, tabTo, test } from './story';

test('submit, findings and board by keyboard alone', async ({ page }) => {
  await page.addInitScript(noteMouse);
  await page.reload();

  const source = page.getByLabel('Repository', { exact: true });
  await tabTo(page, source);
  await page.keyboard.type(shop('keys-alone'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 60_000 });

  await tabTo(page, page.getByRole('link', { name: 'Findings', exact: true }));
  await page.keyboard.press('Enter');
  const severity = page.getByRole('button', { name: 'Severity' });
  await tabTo(page, severity);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/severity=/);
  await expect(severity).toBeFocused();
  const list = page.getByRole('listbox', { name: 'Findings', exact: true });
  await tabTo(page, list);
  await page.keyboard.press('ArrowDown');
  const detail = page.getByRole('article', { name: 'Finding' });
  await expect(detail.getByText('Why it matters')).toBeVisible();
  await tabTo(page, detail.getByRole('button', { name: 'Suppress' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Why it is not to be counted')).toBeFocused();
  await page.keyboard.type('The input is ours alone');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('button', { name: 'Suppress' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(detail.getByText('The input is ours alone')).toBeVisible();
  await tabTo(page, detail.getByRole('button', { name: 'Let it count again' }));
  await page.keyboard.press('Enter');
  await tabTo(page, detail.getByRole('button', { name: 'Make a task' }));
  await page.keyboard.press('Enter');
  await tabTo(page, detail.getByRole('link', { name: 'Open its task' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What and why' })).toBeVisible();
  const title = await page.getByRole('heading', { level: 1 }).innerText();

  await tabTo(
    page,
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tasks', exact: true }),
  );
  await page.keyboard.press('Enter');
  const repository = page.getByRole('button', { name: /^Repository:/ });
  await tabTo(page, repository);
  await page.keyboard.press('Enter');
  await page.keyboard.type('keys-alone');
  await expect(page.getByRole('option', { name: 'keys-alone' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(repository).toBeFocused();
  const column = (name: string) => page.getByRole('region', { name });
  const card = column('To do').getByRole('link', { name: title }).first();
  await tabTo(page, column('To do').getByRole('link').first());
  for (let step = 0; step < 30 && !(await isFocused(card)); step += 1) await page.keyboard.press('ArrowDown');
  await expect(card).toBeFocused();
  const move = async () => {
    await page.keyboard.press(' ');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await expect(column('In review').getByRole('link', { name: title })).toBeFocused();
  };
  await move();
  const messages = page.getByRole('region', { name: 'Notifications (F8)' }).getByRole('listitem');
  const undo = (what: string) => messages.filter({ hasText: what }).getByRole('button', { name: 'Undo' });
  await expect(undo('is now in review')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card).toBeFocused();
  await expect(undo('is now in review')).toBeHidden();
  await move();
  await page.keyboard.press('Tab');
  await expect(column('In review').getByRole('button', { name: 'Change status' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  for (let step = 0; step < 9; step += 1) {
    if (await isFocused(page.getByRole('menuitemradio', { name: 'Done' }))) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(column('Done').getByRole('link', { name: title })).toBeFocused();

  // The same by its message.
  await expect(undo('is now done')).toBeVisible();
  await page.keyboard.press('F8');
  await tabTo(page, undo('is now done'));
  await page.keyboard.press('Enter');
  await expect(column('In review').getByRole('link', { name: title })).toBeVisible();
  await expect(page.locator(':focus:not(body)')).toBeVisible();

  expect(await page.evaluate(() => sessionStorage.getItem('mouse')), 'no mouse was used').toBeNull();
});

function noteMouse(): void {
  addEventListener('pointerdown', () => sessionStorage.setItem('mouse', 'used'), true);
}
