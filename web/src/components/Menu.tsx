/** Menus on Radix. Not modal: the modal form writes a style sheet into the page, which the CSP forbids. */

import { Check } from 'lucide-react';
import { DropdownMenu, Slot } from 'radix-ui';
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';

import { Icon } from './Icon';

const ITEM =
  'flex min-h-8 cursor-default items-center gap-2 rounded px-2 py-1 text-sm outline-none select-none ' +
  'data-highlighted:bg-hover data-disabled:opacity-50';

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  label: string;
  /** The edge of the button that it begins at. */
  align?: 'start' | 'end';
}

/** What opens a menu, as Radix has it. */
const OPENING_KEYS = ['Enter', ' ', 'ArrowDown'];

/** A menu at a button. Most menus of a long list are never opened, so the menu is made when it is opened first. */
export function Menu(props: MenuProps) {
  const [isMade, setMade] = useState(false);
  if (isMade) return <OpenedMenu {...props} />;
  const make = () => setMade(true);
  /** The focus is the menu's: the button under the mouse would take it and so close the menu. */
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    event.preventDefault();
    make();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!OPENING_KEYS.includes(event.key)) return;
    event.preventDefault();
    make();
  };
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerDown={onPointerDown}
      onClick={make}
      onKeyDown={onKeyDown}
    >
      {props.trigger}
    </Slot.Root>
  );
}

function OpenedMenu({ trigger, children, label, align = 'start' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-lg bg-raised p-1 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item className={ITEM} onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-xs text-muted">{children}</DropdownMenu.Label>;
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}

interface ChoiceProps<T extends string> {
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
}

/** One of several. */
export function MenuChoice<T extends string>({ value, options, onChange }: ChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as T)}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={ITEM}>
          <Tick /> {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

interface ManyProps<T extends string> {
  values: readonly T[];
  options: readonly { value: T; label: ReactNode }[];
  onChange: (values: T[]) => void;
}

/** Any of several; the menu stays open meanwhile. */
export function MenuMany<T extends string>({ values, options, onChange }: ManyProps<T>) {
  return options.map((option) => (
    <DropdownMenu.CheckboxItem
      key={option.value}
      checked={values.includes(option.value)}
      onCheckedChange={(checked) =>
        onChange(checked ? [...values, option.value] : values.filter((value) => value !== option.value))
      }
      onSelect={(event) => event.preventDefault()}
      className={ITEM}
    >
      <Tick /> {option.label}
    </DropdownMenu.CheckboxItem>
  ));
}

function Tick() {
  return (
    <span className="grid size-4 place-items-center">
      <DropdownMenu.ItemIndicator>
        <Icon of={Check} size={14} />
      </DropdownMenu.ItemIndicator>
    </span>
  );
}
