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
      options: readonly MenuOption[];
      choose: (value: string) => void;
    }
  | { kind: 'line' };

export interface MenuOption {
  value: string;
  label: string;
  /** Beside the label, in short. */
  badge?: string;
  /** Below the label. */
  details?: string;
  /** Options of one heading stand together. */
  heading?: string;
}
