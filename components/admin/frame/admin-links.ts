import {
  ChartColumn,
  Gauge,
  ListChecks,
  MessageSquareWarning,
  Play,
  ScrollText,
  Sparkles,
  Users,
  type LucideIcon,
} from 'lucide-react';

export interface AdminLink {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** In the order of the navigation. */
export const adminLinks: readonly AdminLink[] = [
  { href: '/admin', label: 'Overview', icon: Gauge },
  { href: '/admin/skills', label: 'Skills', icon: Sparkles },
  { href: '/admin/evals', label: 'Evals', icon: ChartColumn },
  { href: '/admin/rules', label: 'Rules', icon: ListChecks },
  { href: '/admin/feedback', label: 'Feedback', icon: MessageSquareWarning },
  { href: '/admin/runs', label: 'Runs', icon: Play },
  { href: '/admin/users', label: 'Users', icon: Users },
  { href: '/admin/audit', label: 'Audit', icon: ScrollText },
];

/** Pages below a link's are its own, too; the overview's are not everything. */
export function isCurrentLink(href: string, path: string): boolean {
  return path === href || (href !== '/admin' && path.startsWith(`${href}/`));
}
