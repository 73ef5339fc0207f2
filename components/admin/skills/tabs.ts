/** The parts of a skill's page, as `?view=` names them. */
export const tabs = [
  { id: 'text', label: 'Text' },
  { id: 'diff', label: 'Diff' },
  { id: 'history', label: 'History' },
  { id: 'usage', label: 'Usage' },
] as const;

export type Tab = (typeof tabs)[number]['id'];

export function toTab(word: string | undefined): Tab {
  return tabs.find(({ id }) => id === word)?.id ?? 'text';
}
