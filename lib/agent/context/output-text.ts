import type { ToolResultPart } from 'ai';

/** A result as the plain text that a model would read. */
export function toOutputText({ output }: ToolResultPart): string {
  if (output.type === 'execution-denied') return output.reason ?? 'not allowed';
  return typeof output.value === 'string' ? output.value : JSON.stringify(output.value);
}
