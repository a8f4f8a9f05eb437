import type { LucideIcon } from 'lucide-react';

/** A picture beside words; it says nothing of its own to a screen reader. */
export function Icon({
  of: Picture,
  size = 16,
  className,
}: {
  of: LucideIcon;
  size?: number;
  className?: string;
}) {
  return <Picture size={size} strokeWidth={1.75} aria-hidden className={`shrink-0 ${className ?? ''}`} />;
}
