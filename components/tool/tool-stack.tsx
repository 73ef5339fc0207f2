import type { ToolPart } from '#lib/protocol/message.ts';
import { PartView } from '../part/part-view.tsx';

export interface ToolStackProps {
  tools: readonly ToolPart[];
  isLive: boolean;
}

/** Tool calls that follow each other, as one compact list. */
export function ToolStack({ tools, isLive }: ToolStackProps) {
  const label = tools.length === 1 ? 'Tool call' : `${tools.length} tool calls`;
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line overflow-hidden rounded-md border border-line bg-raised"
    >
      {tools.map((part) => (
        <li key={part.toolCallId}>
          <PartView part={part} isLive={isLive} isLast={false} />
        </li>
      ))}
    </ul>
  );
}
