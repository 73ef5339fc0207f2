import { toPlainText } from './plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as it may stand in an element or, in quotes, in an attribute, where line ends would be lost. */
export const toXmlText = (text: string): string =>
  toPlainText(text).replace(/[&<>"']/g, (char) => entities[char] ?? char);

const toXmlAttribute = (text: string): string =>
  toXmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

/** An element; `inside` is XML already. */
export function toElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inside: readonly string[] = [],
): string {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${toXmlAttribute(String(value))}"`);
  const open = `<${name}${head.join('')}`;
  return inside.length === 0 ? `${open}/>` : `${open}>${inside.join('')}</${name}>`;
}
