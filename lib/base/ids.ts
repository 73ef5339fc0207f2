const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** RFC 9562 text form, lower case only: one id has one spelling, so ids compare as strings. */
export function isUuid(value: string): boolean {
  return uuidPattern.test(value);
}

let lastMs = 0;
let counter = 0;

/**
 * RFC 9562 UUIDv7. Ids made by one process sort in the order they were made: the 12 bits after the time are a
 * counter that starts at random each millisecond and borrows the next millisecond when it is full (section 6.2,
 * method 1).
 */
export function createId(nowMs: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = ((random[8] ?? 0) << 3) | ((random[9] ?? 0) >> 5);
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const tail = Array.from(random.subarray(0, 8), (byte, index) =>
    (index === 0 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  ).join('');
  const sequence = (0x7000 | counter).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-${sequence}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
