import { z } from 'zod';
import { isUuid } from '#lib/base/ids.ts';
import { MAX_TITLE_CHARS } from './limits.ts';

/** RFC 9562 UUID, lower case. */
export const idSchema = z.string().refine(isUuid, 'must be a lower-case UUID');
export const seqSchema = z.number().int().nonnegative();
/** ISO 8601 UTC with milliseconds: for people, never for order. */
export const timeSchema = z.iso.datetime({ precision: 3 });
/** Identifies one history of a session; another value means that history was replaced. */
export const epochSchema = z.string().min(1).max(64);
export const titleSchema = z.string().trim().min(1).max(MAX_TITLE_CHARS);

export const actorSchema = z.object({
  kind: z.enum(['user', 'agent', 'system']),
  id: z.string(),
  name: z.string().optional(),
});
export type Actor = z.infer<typeof actorSchema>;

export const roleSchema = z.enum(['owner', 'editor', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

export const skillRefSchema = z.object({ name: z.string(), version: z.string() });
export type SkillRef = z.infer<typeof skillRefSchema>;

const tokens = z.number().int().nonnegative().optional();

/** Tokens as the provider counts them, and what they cost. */
export const usageSchema = z.object({
  inputTokens: tokens,
  outputTokens: tokens,
  totalTokens: tokens,
  /** Part of `inputTokens`. */
  cachedInputTokens: tokens,
  /** Part of `outputTokens`. */
  reasoningTokens: tokens,
  /** US dollars by the model's price; absent when no price is known. */
  costUsd: z.number().nonnegative().optional(),
});
export type Usage = z.infer<typeof usageSchema>;
