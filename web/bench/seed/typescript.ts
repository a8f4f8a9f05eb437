import { camel, indented, type Dialect, type Place } from './dialect';

const home = ({ area, part, name }: Place): string => `${area}/${part}/${name.replaceAll('_', '-')}`;

export const typescript: Dialect = {
  share: 0.3,
  path: (place, isTest) => `web/src/${home(place)}${isTest ? '.test' : ''}.ts`,
  head: ({ name }, imports) =>
    [
      "import crypto from 'node:crypto';",
      "import express from 'express';",
      ...imports.map((other) => `import { settings as ${camel(other.name)} } from '../../${home(other)}';`),
      '',
      'const app = express();',
      `export const settings = { name: '${name}', limit: ${name.length} };`,
      '',
    ].join('\n'),
  tail: '',
  plain: (body) => `
export function $f($n: $N, limit = $k): $N {
${indented(body, '  ')}
  return $n;
}
`,
  statements: [
    '$n.total = $n.lines.reduce((sum, line) => sum + line.amount, $k);\n',
    'if ($n.count > limit) {\n  return $n;\n}\n',
    '$n.label = $n.label.trim().toUpperCase();\n',
    'const known = new Map($n.lines.map((line) => [line.code, line]));\n$n.missing = $n.wanted.filter((code) => !known.has(code));\n',
    'for (const line of $n.lines.slice(0, limit)) {\n  line.isChecked = line.amount >= $k;\n}\n',
    '$n.tags = [...new Set($n.tags)].sort();\n',
    '$n.names.push(`${settings.name}-${$n.number}`);\n',
    'const [first, ...others] = $n.lines;\n$n.first = first ?? others.at($k);\n',
    '$n.shares.push($n.amount / Math.max(1, limit));\n',
    '$n.dates = $n.dates.filter((day) => day.getFullYear() > 2000 + $k);\n',
    'while ($n.retries < $k) {\n  $n.retries += 1;\n}\n',
    '$n.note ??= settings.name;\n',
    'switch ($n.kind) {\n  case "gift":\n    $n.amount = 0;\n    break;\n  default:\n    $n.amount += $k;\n}\n',
  ],
  faults: [
    "\nexport function $f(count: string) {\n  if (count == '$k') return 'no $n';\n  return count;\n}\n",
    '\nexport const $f = (wide: boolean, tall: boolean) => (wide ? tall ? $k : 2 : 3);\n',
    "\nexport function $f(password: string) {\n  return crypto.createHash('sha1').update(password + '$n').digest('hex').slice(0, $k);\n}\n",
    '\nexport function $f() {\n  const sessionToken = Math.random().toString(36).slice($k);\n  return sessionToken;\n}\n',
    '\napp.get("/$n/$k", (req, res) => {\n  db.query("SELECT * FROM $n WHERE id = " + req.query.id, (rows) => res.json(rows));\n});\n',
    "\nexport function $f() {\n  const name = new URLSearchParams(location.search).get('$n$k');\n  document.getElementById('title').innerHTML = name;\n}\n",
    '\nexport function $f(amount: number) {\n  if (amount < $k) {\n    new RangeError("the $n is too small");\n  }\n  return amount;\n}\n',
    '\n// TODO: the $n of $k days ago is missing\nexport const $f = ($n: $N) => $n.amount * $k;\n',
    '\nexport function $f($n: $N, area: string, amount: number, currency: string, region: string, limit: number, dry: boolean, late: boolean) {\n  return [$n, area, amount * $k, currency, region, limit, dry, late];\n}\n',
    '\nexport async function $f($n: $N) {\n  try {\n    await store.save($n, $k);\n  } catch (error) {\n  }\n}\n',
    '\nexport function $f(left: $N, right: $N) {\n  return left.amount === left.amount && right.amount > $k;\n}\n',
    '\nexport const $f = () => new https.Agent({ rejectUnauthorized: false, timeout: $k });\n',
    '\nexport function $f($n: $N, users: User[], limits: Limits) {\n  let total = $k;\n  for (const line of $n.lines) {\n    if (line.amount > $k) {\n      for (const user of users) {\n        if (user.area === line.area && !line.isClosed) {\n          while (total < limits[user.area]) {\n            if (line.isLate) { total += $k; } else if (line.kind === "gift") { total += 2; } else { total -= 1; }\n          }\n        }\n      }\n    }\n  }\n  return total;\n}\n',
  ],
  spell: camel,
  extras: {
    'web/package.json':
      '{ "name": "shop-web", "dependencies": { "express": "4.19.0" }, "devDependencies": { "vitest": "2.0.0" } }\n',
  },
};
