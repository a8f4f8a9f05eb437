import { camel, indented, type Dialect, type Place } from './dialect';
import { capital } from './words';

const classOf = ({ name }: Place): string => capital(camel(name));
const packageOf = ({ area, part }: Place): string => `org.example.shop.${area}.${part}`;

export const java: Dialect = {
  share: 0.16,
  path: (place, isTest) =>
    `backend/src/${isTest ? 'test' : 'main'}/java/${packageOf(place).replaceAll('.', '/')}/${classOf(place)}${isTest ? 'Test' : ''}.java`,
  head: (place, imports, isTest) =>
    [
      `package ${packageOf(place)};`,
      '',
      'import java.io.FileInputStream;',
      'import java.util.List;',
      ...imports.map((other) => `import ${packageOf(other)}.${classOf(other)};`),
      '',
      `public class ${classOf(place)}${isTest ? 'Test' : ''} {`,
    ].join('\n'),
  tail: '}\n',
  plain: (body) => `
  public $N $f($N $n, int limit) {
${indented(body, '    ')}
    return $n;
  }
`,
  statements: [
    'for (Line line : $n.lines()) {\n  $n.add(line.amount() * $k);\n}\n',
    'if ($n.count() > limit) {\n  return null;\n}\n',
    '$n.setLabel($n.label().strip().toLowerCase());\n',
    'var known = new HashSet<String>($n.codes());\n$n.setMissing($n.wanted().stream().filter(code -> !known.contains(code)).toList());\n',
    '$n.names().add("%s-%06d".formatted($n.area(), $n.number() + $k));\n',
    'while ($n.retries() < $k) {\n  $n.retry();\n}\n',
    'switch ($n.kind()) {\n  case GIFT -> $n.clear();\n  default -> $n.add($k);\n}\n',
    'Collections.sort($n.tags());\n',
    '$n.shares().add($n.amount() / Math.max(1, limit));\n',
    'if ($n.note() == null) {\n  $n.setNote($n.area());\n}\n',
    'synchronized ($n) {\n  $n.setVersion($n.version() + $k);\n}\n',
  ],
  faults: [
    '\n  void $f($N $n) {\n    try {\n      store.write($n, $k);\n    } catch (IOException e) {\n    }\n  }\n',
    '\n  boolean $f(String kind) {\n    return kind == "$n$k";\n  }\n',
    '\n  int $f(String path) throws IOException {\n    FileInputStream in = new FileInputStream(path + "/$n");\n    return in.read() + $k;\n  }\n',
    '\n  String $f(List<String> names) {\n    String all = "$n$k";\n    for (String name : names) {\n      all += name;\n    }\n    return all;\n  }\n',
    '\n  boolean $f($N left, $N right) {\n    return left.amount >= left.amount && right.amount > $k;\n  }\n',
    '\n  byte[] $fPassword(String text) throws Exception {\n    return MessageDigest.getInstance("MD5").digest((text + "$k").getBytes());\n  }\n',
    '\n  Cipher $f() throws Exception {\n    return seal$N(Cipher.getInstance("AES/ECB/PKCS5Padding"), $k);\n  }\n',
    '\n  void $f(int amount) {\n    if (amount < $k) {\n      new IllegalArgumentException("the $n is too small");\n    }\n  }\n',
    '\n  int $f(boolean wide, boolean tall) {\n    return wide ? tall ? $k : 2 : $k;\n  }\n',
    '\n  int $f($N $n, int area, int amount, int limit, int first, int last, int step, int most) {\n    return $n.amount() * $k + area + amount + limit + first + last + step + most;\n  }\n',
    '\n  // TODO: the $n of $k days ago is missing\n  int $f($N $n) {\n    return $n.amount() * $k;\n  }\n',
    '\n  int $f($N $n, List<User> users, Limits limits) {\n    int total = $k;\n    for (Line line : $n.lines()) {\n      if (line.amount() > $k) {\n        for (User user : users) {\n          if (user.area().equals(line.area()) && !line.isClosed()) {\n            while (total < limits.of(user)) {\n              if (line.isLate()) { total += $k; } else if (line.isGift()) { total += 2; } else { total -= 1; }\n            }\n          }\n        }\n      }\n    }\n    return total;\n  }\n',
  ],
  spell: camel,
  extras: {},
};
