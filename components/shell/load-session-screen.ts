export function loadSessionScreen() {
  return import('../session/session-screen.tsx');
}
