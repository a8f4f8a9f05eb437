import { indented, type Dialect, type Place } from './dialect';

const moduleOf = ({ area, part, name }: Place): string => `services.${area}.${part}.${name}`;

export const python: Dialect = {
  share: 0.38,
  path: ({ area, part, name }, isTest) =>
    isTest ? `services/${area}/tests/test_${name}.py` : `services/${area}/${part}/${name}.py`,
  head: ({ area, name }, imports) =>
    [
      `"""${area}: ${name.replaceAll('_', ' ')}."""`,
      '',
      'import hashlib',
      'import os',
      'import random',
      '',
      'import requests',
      'from flask import Flask, request',
      ...imports.map((other) => `from ${moduleOf(other)} import settings as ${other.name}_settings`),
      '',
      'app = Flask(__name__)',
      `settings = {"area": "${area}", "limit": ${name.length}}`,
      '',
    ].join('\n'),
  tail: '',
  plain: (body) => `
def $f($n, limit=$k):
    """Works on one $n of the shop."""
${indented(body, '    ')}
    return $n
`,
  statements: [
    'total = sum(line.amount for line in $n.lines)\n$n.total = round(total, 2)\n',
    'if $n.count > limit:\n    return None\n',
    '$n.label = $n.label.strip().title()\n',
    'known = {line.code: line for line in $n.lines}\nmissing = [code for code in $n.wanted if code not in known]\n',
    'for line in $n.lines[:limit]:\n    line.checked = line.amount >= $k\n',
    '$n.tags = sorted(set($n.tags))\n',
    'name = f"{$n.area}-{$n.number:06d}"\n$n.names.append(name)\n',
    'first, *others = $n.lines\n$n.first = first\n',
    'share = $n.amount / max(1, limit)\n$n.shares.append(share)\n',
    'with $n.lock:\n    $n.version += 1\n',
    '$n.dates = [day for day in $n.dates if day.year > 2000 + $k]\n',
    'while $n.retries < $k:\n    $n.retries += 1\n',
    'assert $n.area is not None\n',
    '$n.note = $n.note or settings["area"]\n',
  ],
  faults: [
    '\ndef $f(item, $n_items=[]):\n    $n_items.append(item)\n    return $n_items\n',
    '\ndef $f(path):\n    try:\n        return os.stat(path).st_size + $k\n    except:\n        return None\n',
    '\ndef $f(store, $n):\n    try:\n        store.save($n, $k)\n    except Exception:\n        pass\n',
    '\ndef $f(folder):\n    return open(os.path.join(folder, "$n.txt")).read($k)\n',
    '\ndef $f(number):\n    return requests.get(f"https://shop.example.org/$n/{number}/$k").json()\n',
    '\ndef $f(user, password):\n    user.digest = hashlib.md5(password.encode()).hexdigest()[:$k]\n',
    '\n@app.get("/$n/$k")\ndef $f():\n    name = request.args["name"]\n    cursor.execute(f"SELECT * FROM $n WHERE name = \'{name}\' LIMIT $k")\n',
    '\n@app.get("/$n/ping/$k")\ndef $f():\n    os.system("ping -c $k " + request.args["host"])\n',
    '\ndef $f(path):\n    os.chmod(path + "/$n", 0o777)\n',
    '\ndef $f($n, area, amount, currency, region, limit, is_dry, is_late):\n    return [$n, area, amount * $k, currency, region, limit, is_dry, is_late]\n',
    '\ndef $f($n):\n    # TODO: the $n of $k days ago is missing\n    return $n.amount * $k\n',
    '\ndef $f(kind):\n    if kind is "$n":\n        return $k\n    return None\n',
    '\ndef $f(amount):\n    if amount < $k:\n        ValueError("the $n is too small")\n    return amount\n',
    '\ndef $f_token():\n    return "".join(random.choice("abcdef$k") for _ in range(32))\n',
    '\ndef $f(wide, tall):\n    return ($k if tall else 2) if wide else $k\n',
    '\ndef $f($n, users, limits):\n    total = $k\n    for line in $n.lines:\n        if line.amount > $k:\n            for user in users:\n                if user.area == line.area and not line.closed:\n                    while total < limits[user.area]:\n                        if line.late:\n                            total += $k\n                        elif line.kind == "gift":\n                            total += 2\n                        else:\n                            total -= 1\n    return total\n',
  ],
  spell: (snake) => snake,
  extras: { 'requirements.txt': 'flask==3.0.0\nrequests==2.32.0\n' },
};
