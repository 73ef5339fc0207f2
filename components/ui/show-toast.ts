export interface ToastRequest {
  words: string;
  description?: string;
  tone?: 'bad';
  durationMs?: number;
  action?: { label: string; run: () => void };
}

type Show = (request: ToastRequest) => void;

const waiting: ToastRequest[] = [];
let show: Show | undefined;
let wake = () => {};

/** Says something in passing. The first one brings the code that shows them. */
export function showToast(request: ToastRequest): void {
  if (show) return show(request);
  waiting.push(request);
  wake();
}

/** Called once by whoever shows toasts; what was said before comes at once. */
export function showToastsBy(newShow: Show): void {
  show = newShow;
  for (const request of waiting.splice(0)) show(request);
}

export function onFirstToast(run: () => void): () => void {
  wake = run;
  return () => {
    wake = () => {};
  };
}
