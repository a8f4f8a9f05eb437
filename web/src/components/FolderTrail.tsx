import { ChevronRight } from 'lucide-react';

import { trail } from '@/lib/paths';
import { t } from '@/strings';

import { Icon } from './Icon';
import { Name } from './Text';

interface FolderTrailProps {
  folder: string;
  onGo: (folder: string) => void;
}

/** The way from the root to a folder, each step a button back. */
export function FolderTrail({ folder, onGo }: FolderTrailProps) {
  const steps = [{ name: t.folders.root, path: '' }, ...trail(folder)];
  return (
    <nav aria-label={t.folders.label}>
      <ol className="-ml-1 flex flex-wrap items-center gap-0.5 text-sm">
        {steps.map((step, index) => {
          const isLast = index === steps.length - 1;
          return (
            <li key={step.path} className="flex min-w-0 items-center gap-0.5">
              {index > 0 && <Icon of={ChevronRight} size={14} className="text-muted" />}
              {isLast ? (
                <span aria-current="location" className="max-w-60 px-1 font-medium">
                  <Name>{step.name}</Name>
                </span>
              ) : (
                <button
                  type="button"
                  onClick={() => onGo(step.path)}
                  className="max-w-60 rounded px-1 text-muted hover:bg-hover hover:text-text"
                >
                  <Name>{step.name}</Name>
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
