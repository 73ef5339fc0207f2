import type { ToolPart } from '#lib/protocol/message.ts';
import { ChangeList } from '../workbench/change-list.tsx';
import { CodeText } from './code-text.tsx';
import { readOutput } from './read-output.ts';
import { revealText } from './reveal-text.ts';
import { RowTable } from './row-table.tsx';

/** What a tool answered: rows as a table, changes as a list, anything else as it came. */
export function ToolOutput({ part }: { part: ToolPart }) {
  const { output, errorText } = part;
  return (
    <>
      {errorText !== undefined && <CodeText label="Error" text={revealText(errorText)} language="" isBad />}
      {output !== undefined && (
        <Value output={output} label={part.preliminary ? 'Output so far' : 'Output'} />
      )}
    </>
  );
}

function Value({ output, label }: { output: unknown; label: string }) {
  const { rows, done, changes, rest } = readOutput(output);
  return (
    <div className="space-y-2.5">
      {done && <p className="font-mono text-xs">{done}</p>}
      {rows && <RowTable label={label} {...rows} />}
      {changes.length > 0 && <ChangeList changes={changes} />}
      {rest !== undefined && <Raw value={rest} label={label} />}
    </div>
  );
}

function Raw({ value, label }: { value: unknown; label: string }) {
  const isText = typeof value === 'string';
  const text = isText ? value || 'nothing' : JSON.stringify(value, null, 2);
  return <CodeText label={label} text={revealText(text)} language={isText ? '' : 'json'} />;
}
