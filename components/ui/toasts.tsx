'use client';

import { useEffect } from 'react';
import { toast, Toaster } from 'sonner';
import { showToastsBy, type ToastRequest } from './show-toast.ts';

const classNames = {
  toast:
    'flex w-full items-center gap-3 rounded-md border border-line bg-raised px-4 py-3 text-sm text-ink shadow-lift sm:w-[22rem]',
  title: 'font-medium',
  description: 'text-ink-soft',
  actionButton:
    'ml-auto shrink-0 rounded-sm px-2 py-1 font-medium text-kelp hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:px-3',
};

export function Toasts() {
  // Synchronises with what was said before this was loaded. The toaster below listens by now.
  useEffect(() => showToastsBy(show), []);
  return (
    <Toaster
      className="font-sans!"
      position="bottom-center"
      gap={8}
      toastOptions={{ unstyled: true, classNames }}
    />
  );
}

function show({ words, description, tone, durationMs, action }: ToastRequest): void {
  const say = tone === 'bad' ? toast.error : toast;
  say(words, {
    ...(description ? { description } : {}),
    ...(durationMs ? { duration: durationMs } : {}),
    ...(action ? { action: { label: action.label, onClick: action.run } } : {}),
  });
}
