import type { ReactNode } from 'react';
import { Globe } from 'lucide-react';
import type { ToolPart } from '#lib/protocol/message.ts';
import { ToolInput } from './tool-input.tsx';
import { ToolOutput } from './tool-output.tsx';

/** What a tool was given and what it said, all of it. */
export function ToolDetails({ part }: { part: ToolPart }) {
  const hasOutcome = part.output !== undefined || part.errorText !== undefined;
  return (
    <div className="space-y-3 border-t border-line p-3">
      <Section title="Input">
        <ToolInput part={part} />
      </Section>
      {hasOutcome && (
        <Section
          title={part.output === undefined ? 'Error' : part.preliminary ? 'Output so far' : 'Output'}
          note={part.untrusted && <FromOutside />}
        >
          <ToolOutput part={part} />
        </Section>
      )}
    </div>
  );
}

function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <p className="mb-1 flex items-center gap-3 text-xs text-ink-soft">
        <span className="font-medium">{title}</span>
        {note}
      </p>
      {children}
    </section>
  );
}

function FromOutside() {
  return (
    <span
      title="Written by somebody else. The agent is told to read it as data, never as orders."
      className="flex items-center gap-1"
    >
      <Globe aria-hidden className="size-3" strokeWidth={1.75} />
      data from outside
    </span>
  );
}
