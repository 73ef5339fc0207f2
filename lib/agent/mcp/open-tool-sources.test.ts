import { expect, test, vi } from 'vitest';
import { systemClock } from '#lib/base/clock.ts';
import { openToolSources } from './open-tool-sources.ts';
import { declare, MemoryMcpStore } from './testing/mcp-fixture.ts';
import { describeTool, ScriptedMcp } from './testing/scripted-mcp.ts';

test('a run is given the tools of the Workbench and of declared servers; closing leaves no socket', async () => {
  const look = describeTool('look');
  const own = await ScriptedMcp.start([describeTool('list_tables')]);
  const outside = await ScriptedMcp.start([look]);
  const opened = openToolSources({
    clock: systemClock,
    logger: { warn: () => undefined },
    config: { limits: { toolResultBytes: 48_000 } },
    store: new MemoryMcpStore([declare('outside', outside.url, [look])]),
    workbench: { url: own.url, createToken: ({ sandboxId }) => sandboxId },
  });
  const run = { sessionId: 'session', runId: 'run', userId: 'user' };
  const tools = await Promise.all(opened.sources.map((source) => source.open(run)));
  expect(tools.flatMap((open) => open.tools.map(({ name }) => name))).toEqual([
    'list_tables',
    'outside__look',
  ]);
  await opened.close();
  await vi.waitUntil(() => own.sockets + outside.sockets === 0);
});

test('without a Workbench there are the declared servers', () => {
  const opened = openToolSources({
    clock: systemClock,
    logger: { warn: () => undefined },
    config: { limits: { toolResultBytes: 48_000 } },
    store: new MemoryMcpStore([]),
    workbench: undefined,
  });
  expect(opened.sources).toHaveLength(1);
});
