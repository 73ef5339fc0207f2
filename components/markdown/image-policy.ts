/**
 * The address of an image that may be loaded, or undefined. Only what needs no request to elsewhere: an image address
 * is the quietest way to carry a secret out of an answer. [X40] Data must be of a picture; pictures run no scripts.
 */
export function allowImage(src: string | undefined, origin: string): string | undefined {
  if (!src) return undefined;
  const url = URL.parse(src, origin);
  if (!url) return undefined;
  if (url.protocol === 'data:')
    return /^data:image\/(?:png|jpeg|gif|webp|avif);base64,/i.test(src) ? src : undefined;
  if (url.protocol === 'blob:') return url.origin === origin ? url.href : undefined;
  const isHere = url.origin === origin && (url.protocol === 'http:' || url.protocol === 'https:');
  return isHere && !url.username ? url.href : undefined;
}
