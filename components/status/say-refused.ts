import type { AckError } from '#lib/protocol/error.ts';
import { showToast } from '../ui/show-toast.ts';
import { toRefusalWords } from './refusal-words.ts';

/** Says in passing that something was not done, and why. */
export function sayRefused(words: string, error: AckError): void {
  showToast({ words, description: toRefusalWords(error), tone: 'bad' });
}
