import type { LucideIcon } from 'lucide-react';

/** What a menu offers, as data: so that a page loads no menu before someone opens one. */
export type MenuEntry =
  | { kind: 'action'; label: string; icon: LucideIcon; isDangerous?: boolean; run: () => void }
  | { kind: 'link'; label: string; icon: LucideIcon; href: string }
  /** One of several. The menu stays open, so that the choice is seen. */
  | {
      kind: 'choice';
      label: string;
      value: string;
      options: readonly { value: string; label: string }[];
      choose: (value: string) => void;
    }
  | { kind: 'line' };
