/** The last part of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What stands before the last part, with the slash. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The folders of a path from the outside in, each with its whole path: for a trail of links. */
export function trail(path: string): { name: string; path: string }[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((name, index) => ({ name, path: parts.slice(0, index + 1).join('/') }));
}

/** A path and lines as one writes them: `src/a.rs:10-12`. */
export function place(path: string, start?: number | null, end?: number | null): string {
  if (!start) return path;
  return end && end !== start ? `${path}:${start}-${end}` : `${path}:${start}`;
}
