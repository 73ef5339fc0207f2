import { createId } from '#lib/base/ids.ts';
import type { TextStorage } from './text-storage.ts';

const KEY = 'holdfast-device';

/** The same for all tabs of this browser, for as long as it keeps its storage. */
export function loadDeviceId(texts: TextStorage): string {
  const known = texts.get(KEY);
  if (known) return known;
  const deviceId = createId();
  texts.set(KEY, deviceId);
  return deviceId;
}
