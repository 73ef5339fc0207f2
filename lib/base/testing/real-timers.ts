import { afterEach, vi } from 'vitest';

/** Test files share a process, and one that waits for real time would wait for ever in the time of another one. */
afterEach(() => void vi.useRealTimers());
