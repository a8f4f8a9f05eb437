import { useEffect, useEffectEvent, useState } from 'react';

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
  // Somebody else changed it: a link, or the button that clears all filters.
  if (known !== path) {
    setKnown(path);
    setText(path);
  }
  const change = useEffectEvent(() => onChange(text || undefined));
  useEffect(() => {
    if (text === path) return;
    const timer = setTimeout(change, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, path]);
  return (
    <div className="w-52">
      <TextField
        label={label}
        quiet
        type="search"
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        spellCheck={false}
      />
    </div>
  );
}
