import { t } from '@/strings';

/** What happens next, for who has submitted nothing yet. */
export function FirstSteps() {
  return (
    <ol className="grid gap-3 sm:grid-cols-3">
      {t.repositories.steps.map(({ title, text }, index) => (
        <li key={title} className="rounded-lg border border-line bg-surface p-4">
          <span className="grid size-6 place-items-center rounded-full bg-selected text-xs font-semibold text-accent">
            {index + 1}
          </span>
          <p className="mt-2 font-medium">{title}</p>
          <p className="mt-1 text-sm text-muted">{text}</p>
        </li>
      ))}
    </ol>
  );
}
