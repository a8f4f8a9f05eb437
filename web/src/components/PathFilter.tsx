import { useEffect, useEffectEvent, useState } from 'react';

import { afterAsking, afterHearing, beginTyping, isToBeAsked } from '@/lib/typing';
import { t } from '@/strings';

import { TextField } from './fields';

/** How long a path may grow before it is asked for. */
const PAUSE_MS = 300;

interface PathFilterProps {
  /** What the field is called, where it is not a path alone. */
  label?: string;
  path: string;
  /** How long it may be; what is longer cannot be typed. */
  atMost?: number;
  onChange: (path: string | undefined) => void;
}

/** Narrows a list by what is typed, once the typing pauses. */
export function PathFilter({ label = t.findings.path, path, atMost, onChange }: PathFilterProps) {
  const [typing, setTyping] = useState(() => beginTyping(path));
  if (typing.known !== path) setTyping(afterHearing(typing, path));
  const ask = useEffectEvent(() => {
    setTyping(afterAsking(typing));
    onChange(typing.text || undefined);
  });
  const { text } = typing;
  const isWaiting = isToBeAsked(typing);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(ask, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, isWaiting]);
  return (
    <div className="w-52 max-sm:w-44">
      <TextField
        label={label}
        quiet
        type="search"
        placeholder={label}
        value={text}
        maxLength={atMost}
        onChange={({ target }) => setTyping((before) => ({ ...before, text: target.value }))}
        spellCheck={false}
      />
    </div>
  );
}
