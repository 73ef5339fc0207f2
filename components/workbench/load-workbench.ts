/** The panel's code is not part of a session's first load. */
export function loadWorkbench() {
  return import('./workbench-panel.tsx');
}
