import { repository } from './repositories';
import { analyse, expect, test } from './story';

const SCRIPT = '<img src=x onerror=window.hurt=true>.py';
const TURNED = 'a\u202Eyp.exe.py';
const LONG = `${'long/'.repeat(40)}${'n'.repeat(200)}.py`;
const CODE = `# </td><script>window.hurt = true</script> \u202E\ndef f(a, b, c, d, e, g, h, i, j):\n    return eval(a)\n`;

test('hostile names and code are shown as text', async ({ page }) => {
  await analyse(page, repository('hostile', { [SCRIPT]: CODE, [TURNED]: CODE, [LONG]: CODE }));
  const report = new URL(page.url()).pathname;
  for (const path of ['/findings', '/hotspots', '/functions', '/duplication', '/architecture']) {
    await page.goto(report + path);
    await expect(page.getByText('Loading', { exact: true })).toHaveCount(0);
  }
  await page.goto(`${report}/functions`);
  await expect(page.getByText(SCRIPT).first()).toBeVisible();
  await expect(page.getByText('⟨U+202E⟩').first()).toBeVisible();
  await page.goto(`${report}/file?path=${encodeURIComponent(SCRIPT)}`);
  await expect(page.getByText('</td><script>window.hurt = true</script>').first()).toBeVisible();
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
