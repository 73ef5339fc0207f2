import { readFileSync } from 'node:fs';

/** Which build of the pages this process serves; clients of another one may be asked to reload. */
export function readBuildId(): string {
  try {
    return readFileSync('.next/BUILD_ID', 'utf8').trim();
  } catch {
    return 'none';
  }
}
