/** The buttons at a place where two texts differ, in words: the text of the editor is mine. */
export function createMergeButton(type: 'accept' | 'reject', act: (event: MouseEvent) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = type === 'accept' ? 'Keep mine' : 'Take theirs';
  // Also by keys: the library's own buttons listen to the mouse alone.
  button.addEventListener('click', act);
  return button;
}
