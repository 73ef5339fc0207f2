import { join } from 'node:path';
import type { Database } from '#lib/db/client.ts';
import {
  countSkillUses,
  selectSkillAnswers,
  type SkillAnswerRow,
  type SkillUseCount,
} from '#lib/db/skill-use-rows.ts';
import { selectUserNames } from '#lib/db/user-names.ts';
import { readSkillFolder } from '../format/read-skill-folder.ts';
import { MAIN_FILE, type SkillFiles } from '../format/skill-files.ts';
import { listSkillFolders } from '../skill-folders.ts';

/** Runs that are looked at, the newest: however long the log gets, a page costs the same. */
const COUNTED_RUNS = 5_000;
const NEWEST_ANSWERS = 50;

export interface SkillUsage {
  /** How many of the newest runs, of all skills, this is about. */
  readonly outOf: number;
  readonly counts: readonly SkillUseCount[];
  /** Newest first. */
  readonly answers: readonly SkillAnswerRow[];
}

/** What pages show about skills beside their versions. */
export class SkillReads {
  readonly #db: Database;
  readonly #directory: string;

  constructor({ db, directory }: { db: Database; directory: string }) {
    this.#db = db;
    this.#directory = directory;
  }

  /** Which answers followed which version. Ids only: what people wrote is not an admin's to read here. */
  async usage(skillName: string): Promise<SkillUsage> {
    const [counts, answers] = await Promise.all([
      countSkillUses(this.#db, skillName, COUNTED_RUNS),
      selectSkillAnswers(this.#db, skillName, { outOf: COUNTED_RUNS, limit: NEWEST_ANSWERS }),
    ]);
    return { outOf: COUNTED_RUNS, counts, answers };
  }

  /** Names of authors by their ids. Those who are gone have none. */
  names(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return selectUserNames(this.#db, userIds);
  }

  /** What the repository's folder holds at this moment; undefined when there is none with a SKILL.md. */
  async readFolder(skillName: string): Promise<SkillFiles | undefined> {
    if (!listSkillFolders(this.#directory).includes(skillName)) return undefined;
    const files = await readSkillFolder(join(this.#directory, skillName));
    return Object.hasOwn(files, MAIN_FILE) ? files : undefined;
  }
}
