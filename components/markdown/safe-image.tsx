'use client';

import type { ComponentProps } from 'react';
import { ImageOff } from 'lucide-react';
import { useIsAlive } from '../ui/use-is-alive.ts';
import { allowImage } from './image-policy.ts';

/** Shows what needs no request to elsewhere, and says in its place what was left out. */
export function SafeImage({ src, alt }: Pick<ComponentProps<'img'>, 'src' | 'alt'>) {
  const isAlive = useIsAlive();
  const allowed = isAlive && typeof src === 'string' ? allowImage(src, location.origin) : undefined;
  if (allowed)
    return (
      <img src={allowed} alt={alt ?? ''} loading="lazy" className="max-h-[28rem] max-w-full rounded-md" />
    );
  return (
    <span className="inline-flex max-w-full items-center gap-2 rounded-md border border-dashed border-line-strong px-2.5 py-1 align-middle text-sm text-ink-soft">
      <ImageOff aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="truncate">{alt ? `Image not loaded: ${alt}` : 'Image not loaded'}</span>
    </span>
  );
}
