import { CodeText } from '#components/tool/code-text.tsx';
import { Badge } from '../frame/badge.tsx';

export interface CallCardProps {
  toolName: string;
  state: string;
  input: unknown;
  output: unknown;
}

/** One call of a tool: its name and how it went; what it was given and gave, when it is opened. */
export function CallCard({ toolName, state, input, output }: CallCardProps) {
  return (
    <details className="rounded-sm border border-line bg-paper px-3 py-1.5">
      <summary className="cursor-pointer rounded-sm text-sm pointer-coarse:py-3">
        <code className="font-mono text-xs">{toolName}</code>
        {state !== 'output-available' && (
          <span className="ml-2">
            <Badge tone="bad">{stateWords[state] ?? 'not finished'}</Badge>
          </span>
        )}
        <span className="mt-0.5 block truncate text-xs text-ink-soft">{toLine(input)}</span>
      </summary>
      <div className="mt-2 space-y-2 pb-1">
        <CodeText
          label="Input"
          text={findSql(input) ?? toText(input)}
          language={findSql(input) ? 'sql' : 'json'}
        />
        {output !== undefined && (
          <CodeText label="Result" text={toText(output)} language="json" isBad={state === 'output-error'} />
        )}
      </div>
    </details>
  );
}

const stateWords: Readonly<Record<string, string>> = {
  'output-error': 'failed',
  'output-denied': 'not allowed',
  abandoned: 'broken off',
};

function findSql(input: unknown): string | undefined {
  const isSql =
    typeof input === 'object' && input !== null && 'sql' in input && typeof input.sql === 'string';
  return isSql ? String(input.sql) : undefined;
}

/** The one thing that tells what a call is about. */
function toLine(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const said = Object.values(input).filter((value) => typeof value === 'string');
  return said.join(' · ').replaceAll(/\s+/g, ' ').slice(0, 200);
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}
