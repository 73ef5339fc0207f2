import { createLowlight } from 'lowlight';
import { codeLanguages } from './code-languages.ts';

export const codeColours = ['keyword', 'string', 'number', 'title', 'comment', 'add', 'remove'] as const;
export type CodeColour = (typeof codeColours)[number];

/** Characters from `start` up to `end` in one colour. */
export interface ColouredSpan {
  colour: CodeColour;
  start: number;
  end: number;
}

const lowlight = createLowlight(codeLanguages);

const colourOf: Record<string, CodeColour> = {
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-selector-tag': 'keyword',
  'hljs-meta': 'keyword',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-symbol': 'string',
  'hljs-number': 'number',
  'hljs-built_in': 'number',
  'hljs-type': 'number',
  'hljs-title': 'title',
  'hljs-section': 'title',
  'hljs-name': 'title',
  'hljs-attr': 'title',
  'hljs-attribute': 'title',
  'hljs-selector-class': 'title',
  'hljs-comment': 'comment',
  'hljs-quote': 'comment',
  'hljs-addition': 'add',
  'hljs-deletion': 'remove',
};

/** Spans in order, not overlapping. Empty for a language that is not known. */
export function colourCode(code: string, language: string): ColouredSpan[] {
  if (!lowlight.registered(language)) return [];
  const spans: ColouredSpan[] = [];
  let offset = 0;
  const visit = (
    nodes: ReturnType<typeof lowlight.highlight>['children'],
    colour: CodeColour | undefined,
  ) => {
    for (const node of nodes) {
      if (node.type === 'text') {
        if (colour) spans.push({ colour, start: offset, end: offset + node.value.length });
        offset += node.value.length;
      } else if (node.type === 'element') {
        visit(node.children, toColour(node.properties.className) ?? (isPlain(node) ? undefined : colour));
      }
    }
  };
  visit(lowlight.highlight(language, code).children, undefined);
  return spans;
}

function toColour(className: unknown): CodeColour | undefined {
  const names: unknown[] = Array.isArray(className) ? className : [];
  return names.map((name) => colourOf[String(name)]).find(Boolean);
}

/** Code within a string, `${...}`, is not string. */
function isPlain(node: { properties: { className?: unknown } }): boolean {
  return Array.isArray(node.properties.className) && node.properties.className.includes('hljs-subst');
}
