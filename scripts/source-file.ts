import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';

/** A file of this repository; `path` is relative to its root, with `/`. */
export type SourceFile = { readonly path: string; readonly text: string };

export type Import = { readonly specifier: string; readonly line: number; readonly isType: boolean };

export type ParsedFile = {
  readonly imports: readonly Import[];
  /** Lines on which `process.env` is read. */
  readonly environmentReads: readonly number[];
  /** Whether it only passes on what other files export, or passes on everything of one. */
  readonly isBarrel: boolean;
};

/** What git knows or would add, so neither packages nor anything generated. */
export function listRepositoryFiles(pattern: RegExp): SourceFile[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  const paths = [...new Set(output.split('\n'))].filter((path) => pattern.test(path) && existsSync(path));
  return paths.toSorted().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Reads a file's imports with a parser, so that text in strings and comments does not count. */
export function parseSourceFile({ path, text }: SourceFile): ParsedFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`cannot parse ${path}: ${errors[0]?.message}`);
  const toLine = (offset: number): number => text.slice(0, offset).split('\n').length;
  const imports: Import[] = [];
  const environmentReads: number[] = [];

  for (const { moduleRequest, entries, start } of module.staticImports) {
    const isType = entries.length > 0 && entries.every((entry) => entry.isType);
    imports.push({ specifier: moduleRequest.value, line: toLine(start), isType });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType, start } of entries) {
      if (moduleRequest) imports.push({ specifier: moduleRequest.value, line: toLine(start), isType });
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const specifier = text.slice(moduleRequest.start + 1, moduleRequest.end - 1);
    imports.push({ specifier, line: toLine(start), isType: false });
  }
  new Visitor({
    MemberExpression({ object, property, start }) {
      const isRead = object.type === 'Identifier' && object.name === 'process';
      if (isRead && property.type === 'Identifier' && property.name === 'env')
        environmentReads.push(toLine(start));
    },
  }).visit(program);

  const passesOn = program.body.filter(
    (node) =>
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' && node.source !== null),
  );
  const passesAll = program.body.some((node) => node.type === 'ExportAllDeclaration');
  return {
    imports,
    environmentReads,
    isBarrel: passesAll || (passesOn.length > 0 && passesOn.length === program.body.length),
  };
}
