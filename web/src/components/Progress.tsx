interface ProgressBarProps {
  label: string;
  /** How far it is, in words; else as a share. */
  said?: string;
  done: number;
  /** 0 while nobody knows. */
  total: number;
}

export function ProgressBar({ label, said, done, total }: ProgressBarProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuetext={said}
      {...(total > 0
        ? { 'aria-valuemin': 0, 'aria-valuemax': total, 'aria-valuenow': Math.min(done, total) }
        : {})}
      className="h-1.5 w-full overflow-hidden rounded-full bg-hover"
    >
      <div
        className={`h-full rounded-full bg-accent transition-[width] duration-300 ${total > 0 ? '' : 'animate-pulse'}`}
        style={{ width: total > 0 ? `${share * 100}%` : '100%' }}
      />
    </div>
  );
}
