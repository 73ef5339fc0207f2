import type { ToolPart } from '#lib/protocol/message.ts';
import { CodeText } from './code-text.tsx';
import { readRows } from './read-rows.ts';
import { RowTable } from './row-table.tsx';

/** What a tool answered: rows as a table, anything else as it came. */
export function ToolOutput({ part }: { part: ToolPart }) {
  const { output, errorText } = part;
  return (
    <>
      {errorText !== undefined && <CodeText label="Error" text={errorText} language="" isBad />}
      {output !== undefined && <Value output={output} isPreliminary={part.preliminary === true} />}
    </>
  );
}

function Value({ output, isPreliminary }: { output: unknown; isPreliminary: boolean }) {
  const label = isPreliminary ? 'Output so far' : 'Output';
  const rows = readRows(output);
  if (rows) return <RowTable label={label} {...rows} />;
  if (typeof output === 'string') return <CodeText label={label} text={output || 'nothing'} language="" />;
  return <CodeText label={label} text={JSON.stringify(output, null, 2)} language="json" />;
}
