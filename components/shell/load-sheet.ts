export function loadSheet() {
  return import('./sheet.tsx');
}
