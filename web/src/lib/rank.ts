/**
 * Those of the items whose name has all letters of the words in their order, the closest first: a name that begins with
 * them, then one with a word that does, then one that holds them, then the rest.
 */
export function rank<T>(words: string, items: readonly T[], nameOf: (item: T) => string): T[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [...items];
  return items
    .map((item) => ({ item, score: closeness(wanted, nameOf(item).toLowerCase()) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function closeness(wanted: string, name: string): number {
  if (name.startsWith(wanted)) return 4;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 3;
  if (name.includes(wanted)) return 2;
  return inOrder(wanted, name) ? 1 : 0;
}

function inOrder(wanted: string, name: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
