'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '#components/ui/skeleton.tsx';

/* The editor's code is fetched by whoever opens a skill, and by nobody else. */

export const CodeEditor = dynamic(() => import('./code-editor.tsx').then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-full min-h-64" />,
});

export const DiffText = dynamic(() => import('./diff-text.tsx').then((module) => module.DiffText), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-40" />,
});
