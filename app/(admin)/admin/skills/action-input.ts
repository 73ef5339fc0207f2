import { z } from 'zod';
import { cleanText } from '#lib/base/clean-text.ts';

/** As the front matter of a skill has it. */
export const nameSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);
export const hashSchema = z.string().regex(/^[0-9a-f]{12,64}$/);
export const revisionSchema = z.int().min(0);
export const noteSchema = z.string().max(1_000).transform(cleanText);
/** How large they may be, and what they may hold, is the store's and the linter's to say. */
export const filesSchema = z.record(z.string().max(200), z.string());
