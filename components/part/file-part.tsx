import { File } from 'lucide-react';
import { SafeImage } from '../markdown/safe-image.tsx';
import type { PartProps } from './part-props.ts';

/** A picture that is here is shown; of any other file only that it is there. */
export function FilePart({ part }: PartProps<'file'>) {
  if (part.mediaType.startsWith('image/')) return <SafeImage src={part.url} alt="" />;
  return (
    <span className="inline-flex items-center gap-2 rounded-md border border-line bg-raised px-3 py-2 text-sm">
      <File aria-hidden className="size-4 text-ink-soft" strokeWidth={1.75} />
      File <span className="font-mono text-xs text-ink-soft">{part.mediaType}</span>
    </span>
  );
}
