import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSkillFolder } from '../format/read-skill-folder.ts';
import type { SkillFiles } from '../format/skill-files.ts';

/** Makes a folder hold exactly these files of a skill. What is no part of it, such as evals, is left alone. */
export async function writeSkillFolder(folder: string, files: SkillFiles): Promise<void> {
  await mkdir(join(folder, 'references'), { recursive: true });
  for (const path of Object.keys(await readSkillFolder(folder))) {
    if (!Object.hasOwn(files, path)) await rm(join(folder, path));
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    // Whole or not at all; and where a link is, the link is replaced and not what it points to.
    const made = join(dirname(file), `.${crypto.randomUUID()}`);
    await writeFile(made, text);
    await rename(made, file);
  }
}
