'use client';

import { useState } from 'react';
import { ApprovalCard } from '../approval/approval-card.tsx';
import type { PartProps } from '../part/part-props.ts';
import { ApprovalNote } from './approval-note.tsx';
import { ToolDetails } from './tool-details.tsx';
import { ToolRow } from './tool-row.tsx';

/** A tool call. While a person is asked whether it may run, the question stands in its place. */
export function ToolCard({ part }: PartProps<'dynamic-tool'>) {
  const [isOpen, setIsOpen] = useState(false);
  const { approval } = part;
  const isAsking = part.state === 'approval-requested' && approval !== undefined;
  return (
    <div data-tool-state={part.state} className="text-sm">
      {isAsking ? (
        <ApprovalCard approvalId={approval.approvalId} part={part} place="transcript" />
      ) : (
        <>
          <ToolRow part={part} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />
          {!isOpen && part.errorText !== undefined && <ErrorLine text={part.errorText} />}
          {approval && <ApprovalNote approval={approval} />}
          {isOpen && <ToolDetails part={part} />}
        </>
      )}
    </div>
  );
}

/** An error is read without opening anything. */
function ErrorLine({ text }: { text: string }) {
  return (
    <div className="px-3 pb-2 pl-9.5">
      <p className="line-clamp-2 text-xs [overflow-wrap:anywhere] whitespace-pre-line text-coral">{text}</p>
    </div>
  );
}
