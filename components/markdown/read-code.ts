/** What is needed of a `pre` in the syntax tree. */
export interface HastElement {
  children: readonly HastNode[];
  properties?: { className?: unknown };
}
type HastNode = { type: 'text'; value: string } | ({ type: 'element' } & HastElement) | { type: string };

/** The exact text and the language of a fenced block: `pre > code.language-x > text`. */
export function readCode(pre: HastElement | undefined): { code: string; language: string } {
  const element = pre?.children.find(isElement);
  const text = element?.children.find(isText);
  const names = element?.properties?.className;
  const name = Array.isArray(names) ? names.find((each) => String(each).startsWith('language-')) : undefined;
  return {
    code: text?.value.replace(/\n$/, '') ?? '',
    language: name === undefined ? '' : String(name).slice('language-'.length),
  };
}

function isElement(node: HastNode): node is { type: 'element' } & HastElement {
  return node.type === 'element';
}

function isText(node: HastNode): node is { type: 'text'; value: string } {
  return node.type === 'text';
}
