import type { ToolPart } from '#lib/protocol/message.ts';
import { CodeText } from './code-text.tsx';
import { readToolInput } from './read-tool-input.ts';
import { revealText } from './reveal-text.ts';

export interface ToolInputProps {
  part: Pick<ToolPart, 'toolName' | 'input' | 'inputText'>;
  className?: string;
}

/** All that a tool is given, invisible characters included. */
export function ToolInput({ part, className }: ToolInputProps) {
  const { main, fields } = readToolInput(part);
  if (!main && fields.length === 0) return <p className="text-xs text-ink-soft">No input</p>;
  return (
    <div className="space-y-2">
      {fields.length > 0 && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
          {fields.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="min-w-0 text-ink-soft [overflow-wrap:anywhere]">{revealText(name)}</dt>
              <dd className="min-w-0 font-mono [overflow-wrap:anywhere] whitespace-pre-wrap">
                {revealText(value)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {main && (
        <CodeText
          label={main.language === 'sql' ? 'SQL' : 'Input'}
          text={revealText(main.text)}
          language={main.language}
          {...(className ? { className } : {})}
        />
      )}
    </div>
  );
}
