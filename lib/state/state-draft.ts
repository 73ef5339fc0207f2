import type { Message } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import type { SessionState } from './session-state.ts';

/** One fold's working copy: each map is copied at most once however many events touch it. */
export class StateDraft {
  #value: SessionState;
  #messages: Map<string, Message> | undefined;
  #runs: Map<string, Run> | undefined;

  constructor(state: SessionState) {
    this.#value = state;
  }

  get value(): SessionState {
    return this.#value;
  }

  assign(change: Partial<SessionState>): void {
    this.#value = { ...this.#value, ...change };
  }

  message(id: string): Message | undefined {
    return this.#value.messages.get(id);
  }

  putMessage(message: Message): void {
    if (!this.#messages) {
      this.#messages = new Map(this.#value.messages);
      this.assign({ messages: this.#messages });
    }
    this.#messages.set(message.id, message);
  }

  run(runId: string): Run | undefined {
    return this.#value.runs.get(runId);
  }

  putRun(run: Run): void {
    if (!this.#runs) {
      this.#runs = new Map(this.#value.runs);
      this.assign({ runs: this.#runs });
    }
    this.#runs.set(run.runId, run);
  }
}
