'use client';

import { useEffect, useState } from 'react';
import dynamic from 'next/dynamic';
import { onFirstToast } from './show-toast.ts';

/** Also called ahead of time, so that a toast comes while the network is away. */
export function loadToasts() {
  return import('./toasts.tsx');
}

const Toasts = dynamic(() => loadToasts().then((module) => module.Toasts), { ssr: false });

/** Where toasts appear. Nothing is loaded before the first one. */
export function ToastOutlet() {
  const [isWanted, setIsWanted] = useState(false);
  // Synchronises with `showToast`, which is called outside of React.
  useEffect(() => onFirstToast(() => setIsWanted(true)), []);
  return isWanted && <Toasts />;
}
