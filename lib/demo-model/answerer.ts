import type { ServerResponse } from 'node:http';
import { sleep, type Clock } from '#lib/base/clock.ts';
import { isSummaryRequest } from '#lib/base/summary-prompt.ts';
import { AnswerStream } from './answer-stream.ts';
import { BadRequest } from './bad-request.ts';
import { countSteps, findTask, type Conversation, type Task } from './conversation.ts';
import { createCountScript } from './count-script.ts';
import { FaultLedger } from './fault-ledger.ts';
import { stripFaults, type Fault } from './faults.ts';
import { createGaps, evenPace, findPace, type Pace } from './pacing.ts';
import { findNextStep } from './plan.ts';
import { selectPlan } from './plans.ts';
import { hashText } from './random.ts';
import { createTextScript, type Script } from './script.ts';
import { sayWhole } from './say-whole.ts';
import { sendJson } from './send-json.ts';
import { toTokens, type Step } from './step.ts';
import { toTitle } from './title.ts';
import type { WireFormat } from './wire-format.ts';

export interface AnswererOptions {
  clock: Clock;
  seed: number;
  pace: Pace;
  obeysFaults: boolean;
  /** Asked before the scripts that are built in. */
  findScript: (prompt: string) => Script | undefined;
}

/** What a response that is not streamed may hold. */
const MAX_WHOLE_TOKENS = 100_000;

/** Answers requests of any wire format. */
export class Answerer {
  #options: AnswererOptions;
  #ledger = new FaultLedger();

  constructor(options: AnswererOptions) {
    this.#options = options;
  }

  /** Returns when the answer has begun; a streamed one goes on by itself. Throws BadRequest before anything is sent. */
  async answer(format: WireFormat, body: unknown, response: ServerResponse): Promise<void> {
    const conversation = format.parse(body);
    const task = findTask(conversation);
    if (!task) throw new BadRequest(400, 'cannot answer request: nobody has said anything');
    const faults = this.#takeFaults(conversation, task);
    for (const fault of faults) {
      if (fault.kind === 'status') return refuse(format, response, fault);
      if (fault.kind === 'slow-headers') await this.#sleep(response, fault.delayMs);
    }
    if (response.destroyed) return;
    const pace = toPace(task, faults, this.#options.pace);
    const inputTokens = countWords(conversation);
    const tokens = toTokens(this.#findStep(conversation, task, faults), task);
    if (!conversation.stream) {
      await this.#sleep(response, pace.thinkMs);
      const { parts, finish } = sayWhole(tokens, Math.min(conversation.maxTokens, MAX_WHOLE_TOKENS));
      return sendJson(response, 200, format.toBody(conversation.model, parts, { ...finish, inputTokens }));
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
    new AnswerStream({
      response,
      frames: format.createFrames(conversation.model, inputTokens),
      tokens,
      thinkMs: pace.thinkMs,
      nextGapMs: createGaps(pace, hashText(task.prompt, this.#options.seed)),
      maxTokens: conversation.maxTokens,
      inputTokens,
      faults,
      clock: this.#options.clock,
    }).start();
  }

  /** What was asked of an answer does not happen to titles and summaries, which quote the same words. */
  #takeFaults({ system }: Conversation, task: Task): Fault[] {
    if (!this.#options.obeysFaults || task.kind === 'title' || isSummaryRequest(system)) return [];
    return this.#ledger.take(task.prompt, countSteps(task.since));
  }

  #findStep({ model, system, tools }: Conversation, task: Task, faults: readonly Fault[]): Step {
    if (task.kind === 'title') return [{ kind: 'text', script: createTextScript(toTitle(task.prompt)) }];
    if (faults.some((fault) => fault.kind === 'endless')) {
      return [{ kind: 'text', script: createCountScript(Infinity) }];
    }
    const measured = this.#options.findScript(task.prompt);
    if (measured) return [{ kind: 'text', script: measured }];
    const situation = {
      family: model,
      system,
      prompt: stripFaults(task.prompt),
      tools: new Map(tools.map((tool) => [tool.name, tool])),
    };
    return findNextStep(selectPlan(situation), situation, task.since);
  }

  /** Ends early when the client has gone. */
  async #sleep(response: ServerResponse, delayMs: number): Promise<void> {
    const gone = new AbortController();
    const onClose = () => gone.abort();
    response.once('close', onClose);
    await sleep(this.#options.clock, delayMs, gone.signal);
    response.off('close', onClose);
  }
}

function toPace(task: Task, faults: readonly Fault[], standard: Pace): Pace {
  const slow = faults.find((fault) => fault.kind === 'slow');
  return slow ? evenPace(slow.wordsPerSecond) : (findPace(task.prompt) ?? standard);
}

function refuse(
  format: WireFormat,
  response: ServerResponse,
  fault: Extract<Fault, { kind: 'status' }>,
): void {
  const seconds = fault.retryAfterSeconds;
  const body = format.toErrorBody(fault.status, `The demo model answers ${fault.status} as it was asked to.`);
  sendJson(response, fault.status, body, seconds === undefined ? {} : { 'retry-after': String(seconds) });
}

function countWords({ system, turns }: Conversation): number {
  return [system, ...turns.map((turn) => turn.text)].reduce(
    (sum, text) => sum + (text.match(/\S+/g)?.length ?? 0),
    0,
  );
}
