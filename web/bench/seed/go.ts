import { camel, indented, type Dialect, type Place } from './dialect';

const folderOf = ({ area, part }: Place): string => `platform/${area}/${part}`;

export const go: Dialect = {
  share: 0.16,
  path: (place, isTest) => `${folderOf(place)}/${place.name}${isTest ? '_test' : ''}.go`,
  head: (place, imports) => {
    const folders = new Set(imports.map(folderOf).filter((folder) => folder !== folderOf(place)));
    return [
      `package ${place.part}`,
      '',
      'import (',
      '\t"crypto/md5"',
      '\t"fmt"',
      '\t"net/http"',
      '\t"os"',
      '\t"strconv"',
      ...[...folders].map((folder) => `\t"example.org/shop/${folder}"`),
      ')',
      '',
    ].join('\n');
  },
  tail: '',
  plain: (body) => `
func $f($n *$N, limit int) *$N {
${indented(body, '\t')}
	return $n
}
`,
  statements: [
    'for _, line := range $n.Lines {\n\t$n.Total += line.Amount * $k\n}\n',
    'if $n.Count > limit {\n\treturn nil\n}\n',
    '$n.Label = strings.TrimSpace($n.Label)\n',
    'sort.Strings($n.Tags)\n$n.Tags = slices.Compact($n.Tags)\n',
    'name := fmt.Sprintf("%s-%06d", $n.Area, $n.Number+$k)\n$n.Names = append($n.Names, name)\n',
    '$n.Lock.Lock()\n$n.Version += $k\n$n.Lock.Unlock()\n',
    'switch $n.Kind {\ncase "gift":\n\t$n.Amount = 0\ndefault:\n\t$n.Amount += $k\n}\n',
    'for $n.Retries < $k {\n\t$n.Retries++\n}\n',
    'known := map[string]bool{}\nfor _, code := range $n.Codes {\n\tknown[code] = true\n}\n$n.Known = len(known)\n',
    '$n.Shares = append($n.Shares, $n.Amount/max(1, limit))\n',
    'if $n.Note == "" {\n\t$n.Note = $n.Area\n}\n',
  ],
  faults: [
    '\nfunc $f(text string) int {\n\tvalue, _ := strconv.Atoi(text)\n\treturn value + $k\n}\n',
    '\nfunc $f(number int) (*http.Response, error) {\n\treturn http.Get(fmt.Sprintf("https://shop.example.org/$n/%d/$k", number))\n}\n',
    '\nfunc $fPassword(text string) [16]byte {\n\treturn md5.Sum([]byte(text + "$n$k"))\n}\n',
    '\nfunc $f(w http.ResponseWriter, r *http.Request) {\n\tname := r.FormValue("name$k")\n\tdb.Query(fmt.Sprintf("SELECT * FROM $n WHERE name = \'%s\'", name))\n}\n',
    '\nfunc $f(path string) error {\n\treturn os.Chmod(path+"/$n$k", 0777)\n}\n',
    '\nfunc $f(paths []string) {\n\tfor _, path := range paths {\n\t\tfile := open(path, $k)\n\t\tdefer file.Close()\n\t\tuse$N(file)\n\t}\n}\n',
    '\nfunc $f(names []string) string {\n\tall := "$n$k"\n\tfor _, name := range names {\n\t\tall += name\n\t}\n\treturn all\n}\n',
    '\nfunc $f(left, right $N) bool {\n\treturn left.Amount >= left.Amount && right.Amount > $k\n}\n',
    '\n// TODO(ada): the $n of $k days ago is missing\nfunc $f($n $N) int {\n\treturn $n.Amount * $k\n}\n',
    '\nfunc $f($n *$N, area string, amount, limit, first, last, step, most int) int {\n\treturn $n.Amount*$k + len(area) + amount + limit + first + last + step + most\n}\n',
    '\nfunc $f($n *$N, users []User, limits map[string]int) int {\n\ttotal := $k\n\tfor _, line := range $n.Lines {\n\t\tif line.Amount > $k {\n\t\t\tfor _, user := range users {\n\t\t\t\tif user.Area == line.Area && !line.Closed {\n\t\t\t\t\tfor total < limits[user.Area] {\n\t\t\t\t\t\tif line.Late {\n\t\t\t\t\t\t\ttotal += $k\n\t\t\t\t\t\t} else if line.Kind == "gift" {\n\t\t\t\t\t\t\ttotal += 2\n\t\t\t\t\t\t} else {\n\t\t\t\t\t\t\ttotal--\n\t\t\t\t\t\t}\n\t\t\t\t\t}\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t}\n\treturn total\n}\n',
  ],
  spell: camel,
  extras: { 'go.mod': 'module example.org/shop\n\ngo 1.22\n' },
};
