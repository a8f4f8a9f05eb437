import { useEffect, useEffectEvent, useState } from 'react';

import { t } from '@/strings';

import { TextField } from './fields';

/** How long a path may grow before it is asked for. */
const PAUSE_MS = 300;

interface PathFilterProps {
  path: string;
  onChange: (path: string | undefined) => void;
}

/** Narrows a list to paths that begin with what is typed. */
export function PathFilter({ path, onChange }: PathFilterProps) {
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
        label={t.findings.path}
        quiet
        type="search"
        placeholder={t.findings.path}
        value={text}
        onChange={(event) => setText(event.target.value)}
        spellCheck={false}
      />
    </div>
  );
}
