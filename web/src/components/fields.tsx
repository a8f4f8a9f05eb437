/** Form fields with a name, a hint and an error that belong to them. */

import { ChevronDown } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';

import { Icon } from './Icon';
import { Said } from './Text';

const BOX =
  'h-8 w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm ' +
  'placeholder:text-muted aria-invalid:border-critical';

interface FieldProps {
  label: string;
  /** The label is for screen readers only. */
  quiet?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
}

interface Wiring {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

function Field({
  label,
  quiet,
  hint,
  error,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const said = error ?? hint;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={quiet ? 'sr-only' : 'mb-1 block text-xs font-medium'}>
        {label}
      </label>
      {children({ id, 'aria-invalid': Boolean(error), 'aria-describedby': said ? `${id}-said` : undefined })}
      {said && (
        <p
          id={`${id}-said`}
          className={`mt-1 text-xs first-letter:uppercase ${error ? 'text-critical' : 'text-muted'}`}
        >
          {typeof said === 'string' ? <Said>{said}</Said> : said}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  quiet = false,
  hint,
  error,
  className,
  ...rest
}: FieldProps & ComponentProps<'input'>) {
  return (
    <Field {...{ label, quiet, hint, error }}>
      {(wiring) => <input type="text" {...wiring} className={`${BOX} ${className ?? ''}`} {...rest} />}
    </Field>
  );
}

export function TextArea({
  label,
  quiet = false,
  hint,
  error,
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field {...{ label, quiet, hint, error }}>
      {(wiring) => <textarea rows={3} {...wiring} className={`${BOX} h-auto py-1.5`} {...rest} />}
    </Field>
  );
}

interface Option<T extends string> {
  value: T;
  label: string;
}

interface SelectProps<T extends string> extends FieldProps {
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}

/** The browser's own list, good on every screen and with every reader; its button looks like all the others. */
export function Select<T extends string>({ value, options, onChange, ...field }: SelectProps<T>) {
  return (
    <Field {...field}>
      {(wiring) => (
        <div className="relative">
          <select
            {...wiring}
            value={value}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value);
              if (chosen) onChange(chosen.value);
            }}
            className="h-8 w-full min-w-0 appearance-none truncate rounded-md border border-line-strong/40 bg-surface pr-8 pl-3 text-sm font-medium hover:bg-hover"
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon
            of={ChevronDown}
            size={14}
            className="pointer-events-none absolute top-2.25 right-2.5 text-muted"
          />
        </div>
      )}
    </Field>
  );
}
