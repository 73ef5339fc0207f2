/** With the markdown renderer, the greater part of it. Called ahead of time by who is about to open a session. */
export function loadSessionScreen() {
  return import('../session/session-screen.tsx');
}
