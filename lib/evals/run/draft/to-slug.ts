const MAX_CHARS = 40;

/** A folder's name, or a check's id, from words: lower case with hyphens, begins with a letter, never empty. */
export function toSlug(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '');
  const cut = plain.length > MAX_CHARS ? plain.slice(0, MAX_CHARS + 1).replace(/-[^-]*$/, '') : plain;
  const slug = cut.slice(0, MAX_CHARS).replace(/-+$/, '');
  return slug === '' ? 'scenario' : slug;
}
