/** Bounds that both sides check, so that a client refuses before its outbox does. */
export const MAX_FRAME_BYTES = 1_000_000;
export const MAX_TEXT_CHARS = 100_000;
export const MAX_EVENT_BYTES = 64_000;
export const MAX_READ_EVENTS = 500;
export const MAX_HISTORY_MESSAGES = 50;
export const MAX_LIST_SESSIONS = 100;
export const MAX_TITLE_CHARS = 200;
export const MAX_NOTE_CHARS = 2_000;
export const MAX_MESSAGE_PARTS = 20;
/** How long a deleted session can be restored. */
export const RESTORE_WINDOW_MS = 10_000;
