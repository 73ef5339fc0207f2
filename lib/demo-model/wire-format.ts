import { z } from 'zod';
import { BadRequest } from './bad-request.ts';
import { demoModelIds, type Conversation, type DemoModelId } from './conversation.ts';

export interface Finish {
  reason: 'stop' | 'length' | 'tool-calls';
  inputTokens: number;
  /** Reasoning included. */
  outputTokens: number;
  reasoningTokens?: number;
}

/** What a run of words is: said, thought, or the input of a tool call as JSON. */
export type PartHead = { kind: 'text' } | { kind: 'reasoning' } | { kind: 'call'; name: string };
export type SaidPart = PartHead & { text: string };

/** One streamed response in the provider's own server-sent events. Each method returns whole events. */
export interface Frames {
  open(): string;
  /** Ends the part before it. */
  begin(head: PartHead): string;
  /** More of the part begun last. */
  delta(token: string): string;
  close(finish: Finish): string;
  /** A failure that the provider reports after it has begun to answer. */
  failure(): string;
  /** An event of a kind that no client knows. */
  unknown(): string;
}

/** How one provider's API is spoken. `parse` throws BadRequest. */
export interface WireFormat {
  parse(body: unknown): Conversation;
  createFrames(model: DemoModelId, inputTokens: number): Frames;
  /** The body of a response that is not streamed. */
  toBody(model: DemoModelId, parts: readonly SaidPart[], finish: Finish): unknown;
  toErrorBody(status: number, message: string): unknown;
}

/** An event whose JSON stops in the middle. */
export const malformedFrame = 'data: {"type":"respo\n\n';

export function toFrame(data: unknown, event?: string): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
}

export const modelSchema = z.enum(demoModelIds);

/** Texts of a message's content: a string, or parts of which those with a text count. */
export const textsSchema = z
  .union([z.string(), z.array(z.looseObject({ text: z.string().optional() })), z.null()])
  .transform((content) => {
    if (content === null) return [];
    return typeof content === 'string'
      ? [content]
      : content.flatMap(({ text }) => (text === undefined ? [] : [text]));
  });

export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  const known = where !== 'model';
  throw new BadRequest(
    known ? 400 : 404,
    known ? `${where}: ${issue?.message}` : 'model: there is no such model here',
  );
}
