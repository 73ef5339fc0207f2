import type { Message } from '#lib/protocol/message.ts';
import type { Approval, QueueItem, Run, Snapshot, Steer } from '#lib/protocol/snapshot.ts';

/**
 * Everything a viewer knows of a session, folded from its log up to `seq`. Values are never changed in place: what an
 * event did not touch keeps its identity, so a view can compare by reference.
 */
export interface SessionState {
  readonly sessionId: string;
  readonly seq: number;
  readonly title: string | null;
  readonly archived: boolean;
  /** The loaded window of the tree, in log order. */
  readonly messages: ReadonlyMap<string, Message>;
  /** The newest message of the tree: the tip of the default branch. */
  readonly tipId: string | null;
  readonly olderBefore: string | null;
  readonly runs: ReadonlyMap<string, Run>;
  readonly queue: readonly QueueItem[];
  readonly steers: readonly Steer[];
  readonly approvals: readonly Approval[];
}

export function createSessionState(sessionId: string): SessionState {
  return {
    sessionId,
    seq: 0,
    title: null,
    archived: false,
    messages: new Map(),
    tipId: null,
    olderBefore: null,
    runs: new Map(),
    queue: [],
    steers: [],
    approvals: [],
  };
}

export function fromSnapshot(snapshot: Snapshot): SessionState {
  return {
    sessionId: snapshot.session.sessionId,
    seq: snapshot.seq,
    title: snapshot.session.title,
    archived: snapshot.session.archived,
    messages: new Map(snapshot.messages.map((message) => [message.id, message])),
    tipId: snapshot.messages.at(-1)?.id ?? null,
    olderBefore: snapshot.olderBefore,
    runs: new Map(snapshot.runs.map((run) => [run.runId, run])),
    queue: snapshot.queue,
    steers: snapshot.steers,
    approvals: snapshot.approvals,
  };
}

/** The whole loaded window as a snapshot; of a state folded from seq 1 that is the whole session. */
export function toSnapshot(state: SessionState): Snapshot {
  return {
    seq: state.seq,
    session: { sessionId: state.sessionId, title: state.title, archived: state.archived },
    messages: [...state.messages.values()],
    olderBefore: state.olderBefore,
    runs: [...state.runs.values()],
    queue: [...state.queue],
    steers: [...state.steers],
    approvals: [...state.approvals],
  };
}

/** Puts a page of older history below the loaded window. Messages that are loaded already win. */
export function prependHistory(
  state: SessionState,
  page: { messages: readonly Message[]; olderBefore: string | null },
): SessionState {
  const messages = new Map(page.messages.map((message) => [message.id, message]));
  for (const [id, message] of state.messages) messages.set(id, message);
  return { ...state, messages, olderBefore: page.olderBefore };
}
