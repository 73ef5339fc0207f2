import type { Files } from '../skill-view.ts';

export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

/** SKILL.md first, then by name. */
export function listPaths(...sides: readonly Files[]): string[] {
  const paths = new Set(sides.flatMap((files) => Object.keys(files)));
  return [...paths].toSorted((a, b) => compare(sortKey(a), sortKey(b)));
}

export function findChanges(from: Files, to: Files): FileChange[] {
  return listPaths(from, to).flatMap((path): FileChange[] => {
    if (from[path] === to[path]) return [];
    if (from[path] === undefined) return [{ path, kind: 'added' }];
    return [{ path, kind: to[path] === undefined ? 'removed' : 'changed' }];
  });
}

export const isSameText = (a: Files, b: Files): boolean => findChanges(a, b).length === 0;

const sortKey = (path: string): string => (path.includes('/') ? path : '');
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
