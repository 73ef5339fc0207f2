import type { Part, ToolPart } from '#lib/protocol/message.ts';

export type SourcePart = Extract<Part, { type: 'source-url' | 'source-document' }>;

/** What stands together in an answer. `key` is the same while the answer grows. */
export type PartGroup =
  | { kind: 'part'; key: string; part: Part; isLast: boolean }
  | { kind: 'tools'; key: string; tools: ToolPart[] }
  | { kind: 'sources'; key: string; sources: SourcePart[]; firstNumber: number };

/** Tool calls and sources that follow each other are one group; a step between them is not seen. */
export function groupParts(parts: readonly Part[]): PartGroup[] {
  const groups: PartGroup[] = [];
  let sourceCount = 0;
  for (const [index, part] of parts.entries()) {
    if (part.type === 'step-start') continue;
    const last = groups.at(-1);
    // A restart drops parts from the end and writes others there: a place is a good name for a part.
    const key = part.type === 'dynamic-tool' ? part.toolCallId : `${part.type}-${index}`;
    if (part.type === 'dynamic-tool') {
      if (last?.kind === 'tools') last.tools.push(part);
      else groups.push({ kind: 'tools', key, tools: [part] });
    } else if (part.type === 'source-url' || part.type === 'source-document') {
      sourceCount += 1;
      if (last?.kind === 'sources') last.sources.push(part);
      else groups.push({ kind: 'sources', key, sources: [part], firstNumber: sourceCount });
    } else {
      groups.push({ kind: 'part', key, part, isLast: index === parts.length - 1 });
    }
  }
  return groups;
}
