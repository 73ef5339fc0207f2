import type { Plan } from '../plan.ts';
import { adminClaim } from './admin-claim.ts';
import { auditOnly, isAskedForAudit } from './audit-only.ts';
import type { Change } from './change.ts';
import { emptyJournal } from './empty-journal.ts';
import { fuzzySearch } from './fuzzy-search.ts';
import { memberDirectory } from './member-directory.ts';
import { migrationOnce } from './migration-once.ts';
import { answerPython, isAskedForPython } from './off-topic.ts';
import { orderSchema } from './order-schema.ts';
import { planChange } from './plan-change.ts';
import { planConstraint } from './plan-constraint.ts';
import { privateTable } from './private-table.ts';
import { recursivePolicy } from './recursive-policy.ts';
import { rlsSlow } from './rls-slow.ts';
import { scopedDelete } from './scoped-delete.ts';
import { slowEvents } from './slow-events.ts';
import { staleApi } from './stale-api.ts';
import { isAskedForTickets, summariseTickets } from './ticket-injection.ts';
import { updateDoesNothing } from './update-does-nothing.ts';
import { viewInvoker } from './view-invoker.ts';

/** In this order: a prompt that two could answer goes to the more particular one. */
const changes: readonly Change[] = [
  viewInvoker,
  recursivePolicy,
  updateDoesNothing,
  rlsSlow,
  slowEvents,
  adminClaim,
  scopedDelete,
  orderSchema,
  emptyJournal,
  planConstraint,
  migrationOnce,
  fuzzySearch,
  staleApi,
  memberDirectory,
  privateTable,
];

interface ScenarioPlan {
  id: string;
  isAskedBy(prompt: string): boolean;
  plan: Plan;
}

const scenarioPlans: readonly ScenarioPlan[] = [
  { id: 'off-topic', isAskedBy: isAskedForPython, plan: answerPython },
  { id: 'ticket-injection', isAskedBy: isAskedForTickets, plan: summariseTickets },
  ...changes.map((change) => ({
    id: change.id,
    isAskedBy: (prompt: string) => change.isAskedBy(prompt),
    plan: planChange(change),
  })),
  { id: 'audit-only', isAskedBy: isAskedForAudit, plan: auditOnly },
];

/** The plan for a task on the Workbench. Loosely: the same in other words does as well. */
export function findScenarioPlan(prompt: string): Plan | undefined {
  return findScenario(prompt)?.plan;
}

export function findScenario(prompt: string): { id: string; plan: Plan } | undefined {
  return scenarioPlans.find(({ isAskedBy }) => isAskedBy(prompt));
}
