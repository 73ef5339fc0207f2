export interface SendKeyEvent {
  key: string;
  keyCode: number;
  shiftKey: boolean;
  altKey: boolean;
  isComposing: boolean;
}

/** Enter, unless an input method is at work: then it chooses a word. Safari ends the composition before the key. */
export function isSendKey(event: SendKeyEvent): boolean {
  const inputMethod = event.isComposing || event.keyCode === 229;
  return event.key === 'Enter' && !event.shiftKey && !event.altKey && !inputMethod;
}
