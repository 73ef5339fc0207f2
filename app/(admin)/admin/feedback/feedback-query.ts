import { z } from 'zod';
import { cleanText } from '#lib/base/clean-text.ts';
import type { RatedFilter } from '#lib/protocol/rated-answer.ts';

/** Of the address: what makes no sense is as if it were not there. */
const querySchema = z.object({
  rating: z.enum(['', 'down', 'up']).catch(''),
  note: z.enum(['', 'with']).catch(''),
  model: z.string().max(200).transform(cleanText).catch(''),
  version: z.string().max(100).transform(cleanText).catch(''),
  before: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});

export type FeedbackQuery = z.infer<typeof querySchema>;

export function readFeedbackQuery(search: object): FeedbackQuery {
  return querySchema.parse({ rating: '', note: '', model: '', version: '', ...search });
}

export function toRatedFilter({ rating, note, model, version }: Omit<FeedbackQuery, 'before'>): RatedFilter {
  return {
    ...(rating === '' ? {} : { value: rating === 'up' ? 1 : -1 }),
    ...(note === '' ? {} : { withNote: true }),
    ...(model === '' ? {} : { model }),
    ...(version === '' ? {} : { skillVersion: version }),
  };
}
