import { useEffect, useRef, useState } from 'react';

import { t } from '@/strings';

import { TextField } from './fields';

/** How long a path may grow before it is asked for. */
const PAUSE_MS = 300;

interface PathFilterProps {
  /** What the field is called, where it is not a path alone. */
  label?: string;
  path: string;
  onChange: (path: string | undefined) => void;
}

/** Narrows a list by what is typed, once the typing pauses. */
export function PathFilter({ label = t.findings.path, path, onChange }: PathFilterProps) {
  const [text, setText] = useState(path);
  const [known, setKnown] = useState(path);
  /** What was asked for and has not come back yet, the oldest first. */
  const [asked, setAsked] = useState<readonly string[]>([]);
  if (known !== path) {
    const echo = asked.indexOf(path);
    setKnown(path);
    setAsked(asked.slice(echo + 1));
    // Somebody else changed it: a link, or the button that clears all filters. An echo must not undo further typing.
    if (echo < 0) setText(path);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // There is nothing left to ask for.
  useEffect(() => {
    if (text === path) clearTimeout(timer.current);
  }, [text, path]);
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setAsked((before) => [...before, next]);
      onChange(next || undefined);
    }, PAUSE_MS);
  };
  return (
    <div className="w-52">
      <TextField
        label={label}
        quiet
        type="search"
        placeholder={label}
        value={text}
        onChange={(event) => type(event.target.value)}
        spellCheck={false}
      />
    </div>
  );
}
