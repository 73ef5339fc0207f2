/** `1 step`, `1,200 tokens`. */
export function formatCount(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : `${noun}s`}`;
}

/** For a place with little room: `840`, `1.2k`, `320k`, `1.5M`. */
export function formatTokens(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  if (tokens < 10_000) return `${(Math.floor(tokens / 100) / 10).toFixed(1)}k`;
  if (tokens < 1_000_000) return `${Math.floor(tokens / 1_000)}k`;
  return `${(Math.floor(tokens / 100_000) / 10).toFixed(1)}M`;
}

/** US dollars. Cents where there are some; below that as exact as it matters. */
export function formatCost(dollars: number): string {
  if (dollars === 0) return '$0';
  if (dollars < 0.0001) return 'under $0.0001';
  return `$${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`;
}
