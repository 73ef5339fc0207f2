import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MAIN_FILE } from './format/skill-files.ts';

export const SKILLS_DIR = fileURLToPath(new URL('../../skills', import.meta.url));

/** Names of the folders that hold a skill. */
export function listSkillFolders(directory: string = SKILLS_DIR): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, MAIN_FILE)))
    .toSorted();
}
