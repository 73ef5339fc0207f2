import { findFaultOrders, type Fault } from './faults.ts';

const MAX_PROMPTS = 1_000;

/** Which faults still apply to a prompt, counted by its exact text. Forgets the oldest of 1,000 prompts. */
export class FaultLedger {
  #used = new Map<string, number[]>();

  /**
   * The faults of one request, for that step of the answer. A refusal by status uses up itself only: what would happen in the stream is kept for
   * the first request that gets one.
   */
  take(prompt: string, step = 1): Fault[] {
    const orders = findFaultOrders(prompt);
    const used = this.#used.get(prompt) ?? orders.map(() => 0);
    const open = orders
      .map((order, index) => ({ ...order, index }))
      .filter((order) => (order.step ?? step) === step && (used[order.index] ?? 0) < order.times);
    const refusal = open.find(({ fault }) => fault.kind === 'status');
    const taken = refusal ? [refusal] : open;
    if (taken.length > 0)
      this.#remember(
        prompt,
        used.map((count, index) => (taken.some((order) => order.index === index) ? count + 1 : count)),
      );
    return taken.map(({ fault }) => fault);
  }

  #remember(prompt: string, used: number[]): void {
    this.#used.set(prompt, used);
    const oldest = this.#used.keys().next();
    if (this.#used.size > MAX_PROMPTS && !oldest.done) this.#used.delete(oldest.value);
  }
}
