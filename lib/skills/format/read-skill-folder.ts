import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAIN_FILE, type SkillFiles } from './skill-files.ts';
import { skillLimits } from './skill-limits.ts';

/**
 * The files of a skill's folder: SKILL.md and everything in `references`. Evals and whatever else stands beside them are
 * no part of it, nor is what a symbolic link points to. A file that is far too large is not read: it becomes one that is
 * just too large, and is refused like any other.
 */
export async function readSkillFolder(folder: string): Promise<SkillFiles> {
  const names = await readdir(join(folder, 'references')).catch(orNone);
  const paths = [MAIN_FILE, ...names.toSorted().map((name) => `references/${name}`)];
  const files: Record<string, string> = {};
  for (const path of paths) {
    const text = await readText(join(folder, path));
    if (text !== undefined) files[path] = text;
  }
  return files;
}

async function readText(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch((error: unknown) => orMissing(error));
  if (!found?.isFile()) return undefined;
  // A character takes four bytes at most.
  if (found.size > skillLimits.fileChars * 4) return ' '.repeat(skillLimits.fileChars + 1);
  return readFile(path, 'utf8');
}

function orNone(error: unknown): string[] {
  orMissing(error);
  return [];
}

function orMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
