type Files = Readonly<Record<string, string>>;

export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The files that differ, by name; one that is missing on a side is empty there. */
export function toChangedFiles(before: Files, after: Files): ChangedFile[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return paths
    .map((path) => ({ path, before: before[path] ?? '', after: after[path] ?? '' }))
    .filter((file) => file.before !== file.after);
}
