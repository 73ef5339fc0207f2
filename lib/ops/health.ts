import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';

/** Why a node is not ready, or undefined when it is. */
export type HealthCheck = () => Promise<string | undefined> | string | undefined;

export interface Readiness {
  ready: boolean;
  /** `ok`, or why not, per check. */
  checks: Record<string, string>;
}

/** Answers may be this old: anybody may ask, and asking must not load the database. */
const MAX_AGE_MS = 1000;

/**
 * `/healthz`: the process answers. `/readyz`: it should be sent clients. Served before Next, so that they tell the truth
 * when Next does not.
 */
export class Health {
  readonly #checks: ReadonlyMap<string, HealthCheck>;
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #latest: { askedAtMs: number; readiness: Promise<Readiness> } | undefined;

  constructor(dependencies: {
    checks: Record<string, HealthCheck>;
    timeoutMs: number;
    logger: Logger;
    clock?: Clock;
  }) {
    this.#checks = new Map(Object.entries(dependencies.checks));
    this.#timeoutMs = dependencies.timeoutMs;
    this.#logger = dependencies.logger;
    this.#clock = dependencies.clock ?? systemClock;
  }

  /** False when the request is for something else. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    const path = request.url?.split('?', 1)[0];
    if (path === '/healthz') sendJson(response, 200, { status: 'ok' });
    else if (path === '/readyz') void this.#answerReady(response);
    else return false;
    return true;
  }

  async #answerReady(response: ServerResponse): Promise<void> {
    const { ready, checks } = await this.readiness();
    sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks });
  }

  readiness(): Promise<Readiness> {
    const nowMs = this.#clock.now();
    if (!this.#latest || nowMs - this.#latest.askedAtMs >= MAX_AGE_MS) {
      this.#latest = { askedAtMs: nowMs, readiness: this.#check() };
    }
    return this.#latest.readiness;
  }

  async #check(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, (await this.#run(name, check)) ?? 'ok'] as const),
    );
    return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
  }

  /** A check that fails or hangs is a reason, never a fault of the answer. What exactly failed is for the log. */
  async #run(name: string, check: HealthCheck): Promise<string | undefined> {
    let cancel = (): void => undefined;
    const late = new Promise<string>((resolve) => {
      cancel = this.#clock.after(this.#timeoutMs, () => resolve(`no answer in ${this.#timeoutMs} ms`));
    });
    try {
      return await Promise.race([Promise.resolve(check()), late]);
    } catch (error) {
      this.#logger.warn({ error, check: name }, 'not ready');
      return 'failed';
    } finally {
      cancel();
    }
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
