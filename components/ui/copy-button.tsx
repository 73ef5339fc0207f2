'use client';

import { useEffect, useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { copyText } from './copy-text.ts';
import { IconButton, type IconButtonProps } from './icon-button.tsx';

const SHOWN_MS = 1_600;

export interface CopyButtonProps extends Omit<IconButtonProps, 'icon' | 'onClick'> {
  /** Read when pressed: text that still grows is copied as it is then. */
  getText: () => string;
}

export function CopyButton({ getText, label, ...props }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);

  // Synchronises with a timer: the tick goes away by itself.
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  return (
    <IconButton
      {...props}
      icon={isCopied ? Check : Copy}
      label={isCopied ? 'Copied' : label}
      onClick={() => void copyText(getText()).then(setIsCopied)}
    />
  );
}
