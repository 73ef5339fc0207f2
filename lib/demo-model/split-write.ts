import type { Writable } from 'node:stream';

/** Writes each event in two pieces, cut inside its first character of several bytes, else in its middle. */
export function writeSplit(target: Writable, frames: string): boolean {
  let more = true;
  for (const frame of frames.split(/(?<=\n\n)/)) {
    const bytes = Buffer.from(frame);
    const multibyte = bytes.findIndex((byte) => byte >= 0xc0);
    const cut = multibyte === -1 ? bytes.length >> 1 : multibyte + 1;
    target.write(bytes.subarray(0, cut));
    more = target.write(bytes.subarray(cut));
  }
  return more;
}
