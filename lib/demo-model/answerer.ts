import type { ServerResponse } from 'node:http';
import { sleep, type Clock } from '#lib/base/clock.ts';
import { AnswerStream } from './answer-stream.ts';
import { selectScript } from './answers.ts';
import { BadRequest } from './bad-request.ts';
import { continueScript, continueWithOverlap } from './continuation.ts';
import { findTask, type Conversation, type Task } from './conversation.ts';
import { createCountScript } from './count-script.ts';
import { FaultLedger } from './fault-ledger.ts';
import type { Fault } from './faults.ts';
import { createGaps, evenPace, findPace, type Pace } from './pacing.ts';
import { hashText } from './random.ts';
import { createTextScript, type Script } from './script.ts';
import { sendJson } from './send-json.ts';
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
    const faults = this.#options.obeysFaults && task.kind !== 'title' ? this.#ledger.take(task.prompt) : [];
    for (const fault of faults) {
      if (fault.kind === 'status') return refuse(format, response, fault);
      if (fault.kind === 'slow-headers') await this.#sleep(response, fault.delayMs);
    }
    if (response.destroyed) return;
    const pace = toPace(task, faults, this.#options.pace);
    const inputTokens = countWords(conversation);
    const tokens = toTokens(task, faults, this.#options.findScript);
    if (!conversation.stream) {
      await this.#sleep(response, pace.thinkMs);
      const said = takeTokens(tokens, Math.min(conversation.maxTokens, MAX_WHOLE_TOKENS));
      const finish = {
        reason: said.all ? 'stop' : 'length',
        inputTokens,
        outputTokens: said.tokens.length,
      } as const;
      return sendJson(response, 200, format.toBody(conversation.model, said.tokens.join(''), finish));
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

  /** Ends early when the client has gone. */
  async #sleep(response: ServerResponse, delayMs: number): Promise<void> {
    const gone = new AbortController();
    const onClose = () => gone.abort();
    response.once('close', onClose);
    await sleep(this.#options.clock, delayMs, gone.signal);
    response.off('close', onClose);
  }
}

function toTokens(
  task: Task,
  faults: readonly Fault[],
  findScript: AnswererOptions['findScript'],
): Iterator<string> {
  if (task.kind === 'title') return createTextScript(toTitle(task.prompt)).tokensFrom(0);
  const endless = faults.some((fault) => fault.kind === 'endless');
  const script = endless
    ? createCountScript(Infinity)
    : (findScript(task.prompt) ?? selectScript(task.prompt));
  if (task.kind === 'prefill') return continueScript(script, task.answered);
  return task.kind === 'continue' ? continueWithOverlap(script, task.answered) : script.tokensFrom(0);
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

function takeTokens(tokens: Iterator<string>, max: number): { tokens: string[]; all: boolean } {
  const taken: string[] = [];
  for (let next = tokens.next(); !next.done; next = tokens.next()) {
    if (taken.length >= max) return { tokens: taken, all: false };
    taken.push(next.value);
  }
  return { tokens: taken, all: true };
}

function countWords({ system, turns }: Conversation): number {
  return [system, ...turns.map((turn) => turn.text)].reduce(
    (sum, text) => sum + (text.match(/\S+/g)?.length ?? 0),
    0,
  );
}
