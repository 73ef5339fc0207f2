import { createCountScript } from './count-script.ts';
import { stripFaults } from './faults.ts';
import { createTextScript, type Script } from './script.ts';
import { findTopicText } from './topics.ts';

/** The script for a prompt: a count, an echo, or one of the topics. Depends on the prompt alone. */
export function selectScript(prompt: string): Script {
  const asked = stripFaults(prompt);
  const last = /\bcount to (\d{1,9})\b/i.exec(asked)?.[1];
  if (last !== undefined) return createCountScript(Number(last));
  const echo = /\brepeat after me:\s*([^]+)$/i.exec(asked)?.[1];
  return createTextScript(echo ?? findTopicText(asked));
}
