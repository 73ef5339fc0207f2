import { join } from 'node:path';
import type { Config } from '#lib/config/env.ts';
import type { Database } from '#lib/db/client.ts';
import { findSkillFaults } from './format/find-skill-faults.ts';
import type { SkillSurroundings } from './format/lint/lint-context.ts';
import { readSkillFolder } from './format/read-skill-folder.ts';
import { PublishedSkills } from './run/published-skills.ts';
import { shareSkills } from './shared-skills.ts';
import { listSkillFolders, SKILLS_DIR } from './skill-folders.ts';
import { SkillReads } from './versions/skill-reads.ts';
import { SkillStore } from './versions/skill-store.ts';

type SkillLogger = Readonly<Record<'info' | 'warn' | 'error', (about: object, text: string) => void>>;

/**
 * Takes over what changed in the repository's folder, lets the pages work on skills, and answers with what runs follow. A folder that can't be read is told
 * to the log, and what was in use before stays in use.
 */
export async function openSkills(dependencies: {
  db: Database;
  config: Pick<Config, 'skill' | 'workbench' | 'role'>;
  logger: SkillLogger;
  /** By its folder: what a skill is held against. */
  describeSurroundings: (folder: string) => SkillSurroundings;
  directory?: string;
}): Promise<PublishedSkills> {
  const { db, config, logger, describeSurroundings, directory = SKILLS_DIR } = dependencies;
  const store = new SkillStore({ db });
  const describe = (name: string) => describeSurroundings(join(directory, name));
  shareSkills({
    store,
    reads: new SkillReads({ db, directory }),
    lint: (name, files) => findSkillFaults(files, name, describe),
  });
  // A worker may be started beside an app only to try a version: that must not put the folder into production.
  const folders = config.role === 'worker' ? [] : listSkillFolders(directory);
  for (const name of folders) await importFolder(store, directory, name, logger);
  const skillName = findSkillName(config);
  if (skillName !== undefined && !(await store.findLabel(skillName, 'production')))
    logger.warn({ skill: skillName }, 'answers follow no skill: HOLDFAST_SKILL has no version in production');
  return new PublishedSkills({ store, skillName });
}

/** What teaches the Workbench is of no use where it is switched off. */
function findSkillName({ skill, workbench }: Pick<Config, 'skill' | 'workbench'>): string | undefined {
  return skill === 'none' || (skill === 'workbench' && workbench === 'off') ? undefined : skill;
}

async function importFolder(
  store: SkillStore,
  directory: string,
  name: string,
  logger: SkillLogger,
): Promise<void> {
  const imported = await store.importFiles(name, await readSkillFolder(join(directory, name)));
  switch (imported.status) {
    case 'known':
      return;
    case 'refused': {
      const errors = imported.findings.filter(({ level }) => level === 'error');
      const findings = errors.map(({ path, line, message }) => `${path}:${line} ${message}`);
      return logger.error({ skill: name, findings }, 'a skill of the repository can not be read');
    }
    case 'imported': {
      const about = { skill: name, version: imported.version.number };
      if (imported.moved)
        logger.info(about, 'a new version of a skill came with the repository: it is in use');
      if (imported.kept) {
        const text =
          'a new version of a skill came with the repository: production stays where it was put here';
        logger.warn(about, text);
      }
    }
  }
}
