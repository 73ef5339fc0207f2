/** A page of the product's documentation. */
export interface DocPage {
  readonly id: string;
  readonly title: string;
  /** Of the docs that it belongs to; a renamed helper or a changed rule makes a new one. */
  readonly version: string;
  /** Markdown without the front matter. */
  readonly body: string;
}

/** Reads a page of our own: front matter with `id`, `title` and `version`, then Markdown. */
export function parseDocPage(text: string): DocPage {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const fields = new Map(
    head.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
  const [id, title, version] = ['id', 'title', 'version'].map((name) => fields.get(name));
  if (!id || !title || !version) throw new Error('cannot read a page: id, title or version is missing');
  return { id, title, version, body: body.trim() };
}
