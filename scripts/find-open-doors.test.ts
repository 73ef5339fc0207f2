import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findOpenDoors } from './find-open-doors.ts';

const page = 'app/(admin)/admin/x/page.tsx';
const route = 'app/api/admin/x/route.ts';
const actions = 'app/(admin)/admin/x/actions.ts';

test('[X25] nothing of admins is served without a look at who asks', () => {
  const paths = globSync(['app/(admin)/**/*.{ts,tsx}', 'app/api/admin/**/*.{ts,tsx}']);
  expect(paths).toEqual(
    expect.arrayContaining(['app/(admin)/admin/layout.tsx', 'app/api/admin/runs/route.ts']),
  );
  expect(paths.flatMap((path) => findOpenDoors(path, readFileSync(path, 'utf8')))).toEqual([]);
});

test('[X25] no page of admins says that it is there before it has looked who asks', () => {
  expect(globSync('app/(admin)/**/{loading,template,default}.tsx')).toEqual([]);
});

test.each([
  [page, 'default', `export default async function Page() { return <main />; }`],
  [page, 'default', `export default async function Page() { await load(); await requireAdmin(); }`],
  [page, 'something', `const Page = async () => {}; export { Page as default };`],
  [page, 'generateMetadata', `export async function generateMetadata() { return load(); }`],
  [page, 'an action inside of another file', `const act = async () => { 'use server'; };`],
  [route, 'POST', `export async function GET() { await requireAdmin(); } export async function POST() {}`],
  [route, 'GET', `export const GET = async () => Response.json(await load());`],
  [actions, 'change', `'use server'; export async function change() { await requireAdmin(); }`],
  [actions, 'change', `'use server'; export async function change() { work(); return adminAction(work); }`],
  [actions, 'something', `'use server'; export { change } from './change.ts';`],
  [actions, 'something', `'use server'; export * from './change.ts';`],
])('in %s, %s stands open: %s', (path, name, text) => {
  expect(findOpenDoors(path, text)).toEqual([`${path}: ${name}`]);
});

test.each([
  [
    page,
    `export const metadata = {}; export default async function Page() { const a = await requireAdmin(); }`,
  ],
  [route, `export async function GET() { await requireAdmin(); return Response.json(await load()); }`],
  [
    actions,
    `'use server'; export async function change() { return confirmedAdminAction(work); } function own() {}`,
  ],
  ['app/(admin)/admin/x/rows.ts', `export const rows = async () => load();`],
])('in %s, who asks is looked at: %s', (path, text) => {
  expect(findOpenDoors(path, text)).toEqual([]);
});
