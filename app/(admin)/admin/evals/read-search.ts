/** What a page's address says behind its `?`. */
export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** Of a word that comes twice the first counts. */
export async function readSearch(search: SearchParams): Promise<(name: string) => string | undefined> {
  const words = await search;
  return (name) => {
    const word = words[name];
    return (Array.isArray(word) ? word[0] : word) || undefined;
  };
}
