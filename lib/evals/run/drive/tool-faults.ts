import type { ToolPart } from '#lib/protocol/message.ts';

/**
 * What a model is told where a tool broke for reasons of ours: of the Workbench, of the way to it, of a worker. From its
 * beginning: what a statement raises stands behind words of ours, and may be anything.
 */
const ours: readonly RegExp[] = [
  /^\w+ could not be run: the Workbench is not available/,
  /^The tool was not called\./,
  /^The call has no result/,
  /^The tool "[^"]*" (failed|gave no result within)/,
  /^There is no tool "[^"]*" now/,
  /^outcome unknown: the server stopped/,
];

/** A model that met one was not given what it was to be tried with. Undefined: it met none. */
export function findToolFault(calls: readonly ToolPart[], offered: ReadonlySet<string>): string | undefined {
  const broken = calls.find(
    ({ toolName, errorText }) =>
      // A tool that never was is the model's own idea.
      offered.has(toolName) && errorText !== undefined && ours.some((pattern) => pattern.test(errorText)),
  );
  return broken && `${broken.toolName}: ${broken.errorText}`;
}
