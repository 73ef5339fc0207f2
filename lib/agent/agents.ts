import type { ToolOrigin } from './tools/agent-tool.ts';
import type { ApprovalMode } from './tools/tool-policy.ts';

/** Who answers. A run knows its agent by name, so every worker that takes it over gives it the same. */
export interface Agent {
  /** Where its tools may come from. */
  readonly tools: readonly ToolOrigin[];
  readonly approvals: ApprovalMode;
  /** `production`: the version with that label when the run begins; `tested`: the one that its trial is about. */
  readonly skill: 'production' | 'tested' | 'none';
  /** Whether it answers to a person, whose budget of the day bounds it. */
  readonly forPeople: boolean;
}

/** Nobody is there to ask, and what it does stays in a sandbox of its own. */
const trial = { approvals: 'allow', forPeople: false } as const;

const agents = {
  assistant: { tools: ['workbench', 'declared'], approvals: 'ask', skill: 'production', forPeople: true },
  'trial-baseline': { ...trial, tools: [], skill: 'none' },
  'trial-mcp': { ...trial, tools: ['workbench'], skill: 'none' },
  'trial-skill': { ...trial, tools: ['workbench'], skill: 'tested' },
} satisfies Record<string, Agent>;

/** Names are given by the server alone: no command of a user has one. */
export type AgentName = keyof typeof agents;

/** Undefined: this version of the app has no such agent. */
export function findAgent(name: string): Agent | undefined {
  // Cast: own keys of the table are names.
  return Object.hasOwn(agents, name) ? agents[name as AgentName] : undefined;
}
