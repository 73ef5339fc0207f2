import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';

const app = new URL('../../app/', import.meta.url);
const manifest = new URL('../../.next/server/server-reference-manifest.json', import.meta.url);

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/** The address of every page and route of admins, as the file system has them: what is new is among them. */
export function listAdminAddresses(parameters: Readonly<Record<string, string>>): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(\(admin\)|api\/admin)\/.*(page\.tsx|route\.ts)$/.test(file))
    .map((file) => toAddress(file, parameters))
    .toSorted();
}

function toAddress(file: string, parameters: Readonly<Record<string, string>>): string {
  const segments = file.split('/').slice(0, -1);
  const shown = segments.filter((segment) => !segment.startsWith('('));
  return `/${shown.map((segment) => fillIn(segment, parameters, file)).join('/')}`;
}

function fillIn(segment: string, parameters: Readonly<Record<string, string>>, file: string): string {
  const [, name] = /^\[(\w+)\]$/.exec(segment) ?? [];
  if (name === undefined) return segment;
  const value = parameters[name];
  if (value === undefined) throw new Error(`cannot visit ${file}: nothing is known to stand for [${name}]`);
  return value;
}

/** Every server action of admins that the build knows: its id, and a page that calls it. */
export function listAdminActions(
  parameters: Readonly<Record<string, string>>,
): { id: string; name: string; address: string }[] {
  const { node } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  return Object.entries(node)
    .filter(([, { filename }]) => filename.startsWith('app/(admin)/'))
    .map(([id, { filename, exportedName, workers }]) => {
      const [page = ''] = Object.keys(workers);
      const address = toAddress(page.replace('app/', ''), parameters);
      return { id, name: `${exportedName} of ${filename}`, address };
    });
}
