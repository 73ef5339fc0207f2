import { assertNever } from '#lib/base/assert.ts';
import type { ApprovalReason } from '#lib/protocol/event.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { hashInput } from '#lib/session/hash-input.ts';
import type { AgentTool } from './agent-tool.ts';

/** `allow`: nobody is there to ask, as in a trial; every tool runs, and none whose outcome is unknown runs again. */
export type ApprovalMode = 'ask' | 'allow';

/** What becomes of one tool call now. */
export type CallPlan =
  | { readonly kind: 'run' }
  | { readonly kind: 'ask'; readonly why: ApprovalReason }
  /** The question is open. */
  | { readonly kind: 'wait' }
  /** A person did not allow it, or nobody answered in time. */
  | { readonly kind: 'deny' }
  | { readonly kind: 'fail'; readonly errorText: string };

export interface CallFacts {
  readonly call: ToolPart;
  /** Undefined when no such tool is offered. */
  readonly tool: AgentTool | undefined;
  /** Why its input does not fit the tool's schema. */
  readonly inputFault: string | undefined;
  /** The newest question about the call. */
  readonly approval: Approval | undefined;
  readonly hasReadUntrusted: boolean;
  readonly mode: ApprovalMode;
}

/** Whether a call may run, needs a person first, or never runs; from the log alone, so any worker plans the same. [A3] */
export function planCall(facts: CallFacts): CallPlan {
  const { call, tool, inputFault, approval, mode } = facts;
  if (!tool) {
    const outcome =
      call.state === 'running' ? 'outcome unknown: the server stopped while the tool ran. ' : '';
    return fail(`${outcome}There is no tool "${call.toolName}" now.`);
  }
  if (inputFault !== undefined) return fail(`The input does not fit the tool's schema: ${inputFault}.`);
  switch (call.state) {
    case 'input-available': {
      const why = mode === 'ask' ? findReasonToAsk(tool, facts) : undefined;
      return why === undefined ? { kind: 'run' } : { kind: 'ask', why };
    }
    case 'approval-requested':
      return { kind: 'wait' };
    case 'approval-responded':
      return planAnswered(call, approval);
    // Its worker died before it could tell what came of it. [R4]
    case 'running':
      if (tool.mayRepeat(call.input)) return { kind: 'run' };
      if (mode === 'ask') return { kind: 'ask', why: 'unknown-outcome' };
      return fail('outcome unknown: the server stopped while the tool ran, and it was not run again');
    case 'input-streaming':
    case 'output-available':
    case 'output-error':
    case 'output-denied':
    case 'abandoned':
      return fail('The call is over.');
    default:
      return assertNever(call.state);
  }
}

function planAnswered(call: ToolPart, approval: Approval | undefined): CallPlan {
  // What was allowed is this input, and no other. [A1]
  if (approval?.status === 'approved' && approval.inputHash === hashInput(call.input)) return { kind: 'run' };
  if (approval?.status === 'approved') return fail('The approval was given for another input.');
  if (approval?.why !== 'unknown-outcome') return { kind: 'deny' };
  return fail(
    approval.status === 'denied'
      ? 'outcome unknown: a person chose not to run it again'
      : 'outcome unknown: nobody said in time whether to run it again',
  );
}

function findReasonToAsk(tool: AgentTool, facts: CallFacts): ApprovalReason | undefined {
  if (tool.approvalFor(facts.call.input) === 'always') return 'policy';
  return facts.hasReadUntrusted && tool.effectOf(facts.call.input) !== 'read' ? 'untrusted' : undefined;
}

function fail(errorText: string): CallPlan {
  return { kind: 'fail', errorText };
}
