import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent } from 'react';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

const LOOKS: Record<Look, string> = {
  primary: 'bg-primary text-on-primary hover:bg-primary-strong border-transparent',
  plain: 'bg-surface text-text border-line-strong/40 hover:bg-hover',
  quiet: 'text-muted border-transparent hover:bg-hover hover:text-text',
  danger: 'bg-surface text-critical border-critical/40 hover:bg-critical-soft',
};

export interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  /** Shows that it is at work, and takes no second press. It keeps the focus, which a disabled button would lose. */
  busy?: boolean;
  /** Lends its looks to its child: for links. */
  asChild?: boolean;
}

export function Button({ look = 'plain', busy = false, asChild = false, className, ...rest }: ButtonProps) {
  const Part = asChild ? Slot.Root : 'button';
  const classes =
    `inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border px-3 text-sm font-medium ` +
    `whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 ` +
    `${LOOKS[look]} ${className ?? ''}`;
  if (asChild) return <Part className={classes} {...rest} />;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else rest.onClick?.(event);
  };
  return (
    <Part
      type="button"
      className={classes}
      aria-busy={busy}
      {...(busy ? { 'aria-disabled': true } : {})}
      {...rest}
      onClick={press}
    />
  );
}

/** A button that is only a picture; `label` is its name. */
export function IconButton({ label, className, ...rest }: Omit<ButtonProps, 'asChild'> & { label: string }) {
  return (
    <Button
      look="quiet"
      aria-label={label}
      title={label}
      className={`w-8 px-0 ${className ?? ''}`}
      {...rest}
    />
  );
}
