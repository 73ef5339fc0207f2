import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { CheckOf, Scenario } from '../scenario/scenario.ts';
import { toClaims } from '../scenario/visitors.ts';
import { fail, pass, type Verdict } from './check-outcome.ts';
import type { FoundNames } from './found-names.ts';

interface PlanNode {
  readonly type: string;
  /** `InitPlan`, `SubPlan` or how else it hangs on its parent. */
  readonly relation: string;
  readonly indexCondition: string;
}

export async function gradePlan(
  check: CheckOf<'plan'>,
  { sandbox, scenario, names }: { sandbox: Sandbox; scenario: Scenario; names: FoundNames },
): Promise<Verdict> {
  // By the sandbox's own login: expressions of an index run with its rights, not with ours.
  await sandbox.run(`ANALYZE ${check.table}`, { mode: 'write' });
  const sql = `EXPLAIN (FORMAT JSON, COSTS OFF) ${await names.fillIn(check.sql)}`;
  const [result] = await sandbox.asUsers([{ claims: toClaims(scenario, check.as), sql }]);
  if (result?.status !== 'ok') return fail(`no plan: ${result?.error.message ?? 'no result'}`);
  const nodes = listNodes(readJson(result.rows[0]?.[0]));
  const seen = new Set(nodes.flatMap(({ type, relation }) => [type, relation]));
  const conditions = nodes.map(({ indexCondition }) => indexCondition).join(' ');
  const faults = [
    ...(check.must ?? []).filter((type) => !seen.has(type)).map((type) => `no ${type}`),
    ...(check.mustNot ?? []).filter((type) => seen.has(type)).map((type) => `a ${type}`),
    ...(check.indexCondition ?? [])
      .filter((column) => !new RegExp(`\\b${column}\\b`).test(conditions))
      .map((column) => `no index condition on ${column}`),
  ];
  const plan = `${check.as}: ${nodes.map(tellNode).join(', ')}`;
  return faults.length === 0 ? pass(plan) : fail(`${plan} (${faults.join(', ')})`);
}

function listNodes(value: unknown): PlanNode[] {
  if (Array.isArray(value)) return value.flatMap(listNodes);
  if (value === null || typeof value !== 'object') return [];
  const text = (key: string): string => {
    const found: unknown = Reflect.get(value, key);
    return typeof found === 'string' ? found : '';
  };
  const below = ['Plan', 'Plans'].flatMap((key) => listNodes(Reflect.get(value, key)));
  if (text('Node Type') === '') return below;
  const node = {
    type: text('Node Type'),
    relation: text('Parent Relationship'),
    indexCondition: text('Index Cond'),
  };
  return [node, ...below];
}

function tellNode({ type, relation, indexCondition }: PlanNode): string {
  const isApart = relation === 'InitPlan' || relation === 'SubPlan';
  return `${isApart ? `${relation}: ` : ''}${type}${indexCondition === '' ? '' : ` on ${indexCondition}`}`;
}

/** JSON with long numbers in its texts comes as text. */
function readJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
