import type { ToolOffer } from './conversation.ts';
import type { PlannedCall } from './plan.ts';
import { isRecord } from './tool-result.ts';

type Tools = ReadonlyMap<string, ToolOffer>;

const sqlKeys = ['query', 'sql', 'statement'];

/** A call with SQL, under the name that the tool's schema has for it. */
export function toSqlCall(
  tools: Tools,
  name: string,
  sql: string,
  rest: Record<string, unknown> = {},
): PlannedCall {
  const properties = propertiesOf(tools, name);
  const key = sqlKeys.find((candidate) => Object.hasOwn(properties, candidate)) ?? 'query';
  return toCall(tools, name, { ...rest, [key]: sql });
}

export function sqlOf(input: Record<string, unknown>): string | undefined {
  const sql = sqlKeys.map((key) => input[key]).find((value) => typeof value === 'string');
  return typeof sql === 'string' ? sql : undefined;
}

/** A call with one text, such as what to search for, under the first name that the schema requires or has. */
export function toTextCall(tools: Tools, name: string, text: string): PlannedCall {
  const key = requiredOf(tools, name)[0] ?? Object.keys(propertiesOf(tools, name))[0] ?? 'query';
  return toCall(tools, name, { [key]: text });
}

/** What the schema requires beside `input` is filled with the first value it allows. */
export function toCall(tools: Tools, name: string, input: Record<string, unknown> = {}): PlannedCall {
  const properties = propertiesOf(tools, name);
  const open = requiredOf(tools, name).filter((key) => !Object.hasOwn(input, key));
  const filled = open.map((key) => [key, firstOf(properties[key])] as const);
  return { name, input: { ...Object.fromEntries(filled), ...input } };
}

/** A tool whose one argument says what kind of thing to look at, once for each kind. */
export function toCallsOfAllKinds(tools: Tools, name: string): PlannedCall[] {
  const key = requiredOf(tools, name)[0];
  const kinds = key === undefined ? [] : choicesOf(tools, name, key);
  if (key === undefined || kinds.length === 0) return [toCall(tools, name)];
  return kinds.map((kind) => toCall(tools, name, { [key]: kind }));
}

/** The values that an argument of a tool may have. */
export function choicesOf(tools: Tools, name: string, key: string): string[] {
  const property = propertiesOf(tools, name)[key];
  const choices = isRecord(property) && Array.isArray(property.enum) ? property.enum : [];
  return choices.filter((choice) => typeof choice === 'string');
}

function firstOf(property: unknown): unknown {
  if (!isRecord(property)) return '';
  if (Array.isArray(property.enum)) return property.enum[0];
  if (property.type === 'array') return [];
  if (property.type === 'boolean') return false;
  return property.type === 'number' || property.type === 'integer' ? 1 : '';
}

function schemaOf(tools: Tools, name: string): Record<string, unknown> {
  const schema = tools.get(name)?.inputSchema;
  return isRecord(schema) ? schema : {};
}

function propertiesOf(tools: Tools, name: string): Record<string, unknown> {
  const { properties } = schemaOf(tools, name);
  return isRecord(properties) ? properties : {};
}

function requiredOf(tools: Tools, name: string): string[] {
  const { required } = schemaOf(tools, name);
  return Array.isArray(required) ? required.filter((key) => typeof key === 'string') : [];
}
