'use client';

import type { ToolPart } from '#lib/protocol/message.ts';
import { useSelfId } from '../status/use-self-id.ts';
import { toApprovalWords } from './approval-words.ts';

/** Whether a person allowed the tool, who it was and why. */
export function ApprovalNote({ approval }: { approval: NonNullable<ToolPart['approval']> }) {
  const words = toApprovalWords(approval, useSelfId());
  if (words === undefined) return null;
  return <p className="px-3 pb-2 pl-9.5 text-xs [overflow-wrap:anywhere] text-ink-soft">{words}</p>;
}
