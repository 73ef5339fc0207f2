import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import {
  baseLayer,
  emptyNames,
  environmentReader,
  type Layer,
  layers,
  MAX_LINES,
  MAX_TEST_LINES,
  wrappedPackages,
} from './layers.ts';
import { type Import, parseSourceFile, type SourceFile } from './source-file.ts';

/** What is wrong with one file by the table of layers, each as `path:line what`. */
export function findLayerFaults(file: SourceFile): string[] {
  const { imports, environmentReads, isBarrel } = parseSourceFile(file);
  const layer = findLayer(file.path);
  const isTest = isTestFile(file.path);
  const faults = imports.flatMap((item) => findImportFaults(file.path, layer, isTest, item));
  if (layer && !isTest && layer.path !== environmentReader) {
    faults.push(
      ...environmentReads.map(
        (line) => `${file.path}:${line} reads process.env: only ${environmentReader} does`,
      ),
    );
  }
  if (!layer && file.path.startsWith('lib/'))
    faults.push(`${file.path}:1 is in no layer: add it to scripts/layers.ts`);
  if (isBarrel) faults.push(`${file.path}:1 only passes on other files' exports: import from those`);
  return [...faults, ...findShapeFaults(file, isTest)];
}

function findShapeFaults({ path, text }: SourceFile, isTest: boolean): string[] {
  const faults: string[] = [];
  const maxLines = isTest ? MAX_TEST_LINES : MAX_LINES;
  const lines = text.trimEnd().split('\n').length;
  if (lines > maxLines) faults.push(`${path}:${lines} has ${lines} lines: ${maxLines} are the most`);
  const empty = path.split('/').find((part) => emptyNames.includes(part.replace(/\..*$/, '')));
  if (empty) faults.push(`${path}:1 is named "${empty}": name it by what it does`);
  return faults;
}

function findImportFaults(
  path: string,
  layer: Layer | undefined,
  isTest: boolean,
  { specifier, line, isType }: Import,
): string[] {
  const target = toRepositoryPath(path, specifier);
  const at = `${path}:${line} imports ${specifier}`;
  if (target === undefined) return layer && !isTest && !isType ? findPackageFaults(at, layer, specifier) : [];
  const targetLayer = findLayer(target);
  if (specifier.startsWith('.')) {
    if (specifier.startsWith('../../')) return [`${at}: climb one folder at most, else use #...`];
    if (targetLayer !== layer) return [`${at}: another layer is imported as #...`];
  }
  if (isTest) return [];
  if (isTestFile(target)) return [`${at}: only tests import what is made for tests`];
  if (!layer || !targetLayer || targetLayer === layer) return [];
  const allowed = [baseLayer, ...layer.mayImport];
  return allowed.includes(targetLayer.path) ? [] : [`${at}: ${layer.path} may import ${allowed.join(', ')}`];
}

function findPackageFaults(at: string, layer: Layer, specifier: string): string[] {
  if (isBuiltin(specifier))
    return layer.side === 'server' ? [] : [`${at}: ${layer.path} also runs in browsers`];
  const wrapped = Object.entries(wrappedPackages).find(
    ([name]) => specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`),
  );
  if (!wrapped || wrapped[1].includes(layer.path)) return [];
  return [`${at}: only ${wrapped[1].join(', ')} may`];
}

/** Undefined for packages. */
function toRepositoryPath(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return undefined;
}

function findLayer(path: string): Layer | undefined {
  const around = layers.filter((layer) => path.startsWith(`${layer.path}/`));
  return around.toSorted((one, two) => two.path.length - one.path.length)[0];
}

function isTestFile(path: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(path) || path.includes('/testing/') || path.startsWith('bench/');
}
