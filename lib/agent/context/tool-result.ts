import type { ToolResultPart } from 'ai';
import { assertNever } from '#lib/base/assert.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import { wrapUntrusted } from './untrusted-data.ts';

type ToolOutput = ToolResultPart['output'];

const interrupted = 'This call was interrupted and has no result.';

/**
 * What a model is told of a call, whatever became of it: every call has a result, also one that a crash, a stop or a
 * person's silence has left without.
 */
export function toToolOutput(part: ToolPart): ToolOutput {
  switch (part.state) {
    case 'output-available':
      return toOutput(part);
    case 'output-error': {
      const errorText = part.errorText?.trim() || 'The call failed and gave no reason.';
      return { type: 'error-text', value: part.untrusted ? wrapUntrusted(errorText) : errorText };
    }
    case 'output-denied':
      return { type: 'execution-denied', reason: toDenial(part.approval) };
    case 'approval-responded':
      if (part.approval?.status === 'approved') return { type: 'error-text', value: interrupted };
      return { type: 'execution-denied', reason: toDenial(part.approval) };
    case 'approval-requested':
      return {
        type: 'execution-denied',
        reason: 'It did not run: nobody has answered the question whether it may.',
      };
    case 'input-streaming':
    case 'input-available':
    case 'running':
    case 'abandoned':
      return { type: 'error-text', value: toInterruption(part) };
    default:
      return assertNever(part.state);
  }
}

function toOutput({ output, untrusted }: ToolPart): ToolOutput {
  const text = typeof output === 'string' ? output : JSON.stringify(output ?? null);
  if (text.trim() === '') return { type: 'text', value: '(no output)' };
  return { type: 'text', value: untrusted ? wrapUntrusted(text) : text };
}

function toDenial(approval: ToolPart['approval']): string {
  if (approval?.status === 'expired') return 'It did not run: nobody answered in time whether it may.';
  const who = approval?.by?.name ?? 'A person';
  const said = `It did not run: ${who} did not allow it.`;
  return approval?.reason ? `${said} Reason: ${approval.reason}` : said;
}

function toInterruption({ startedAt }: ToolPart): string {
  if (startedAt === undefined) return `${interrupted} It did not run.`;
  return `${interrupted} It had started; nobody knows whether it did its work.`;
}
