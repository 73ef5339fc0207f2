/** Milliseconds that all processes of one machine agree on, with a fraction. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

/** A word that says when it was made. */
export function stamp(): string {
  return ` ${preciseNow().toFixed(2)}`;
}

/** Latencies of the stamps in a text, in ms. */
export function readStamps(text: string, receivedAt: number, latencies: number[]): number {
  let count = 0;
  for (const word of text.split(' ')) {
    if (word === '') continue;
    latencies.push(receivedAt - Number(word));
    count += 1;
  }
  return count;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
