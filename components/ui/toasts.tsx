'use client';

import { Toaster } from 'sonner';

const classNames = {
  toast:
    'flex w-full items-center gap-3 rounded-md border border-line bg-raised px-4 py-3 text-sm text-ink shadow-lift sm:w-[22rem]',
  title: 'font-medium',
  description: 'text-ink-soft',
  actionButton:
    'ml-auto shrink-0 rounded-sm px-2 py-1 font-medium text-kelp hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:px-3',
};

export function Toasts() {
  return <Toaster position="bottom-center" gap={8} toastOptions={{ unstyled: true, classNames }} />;
}
