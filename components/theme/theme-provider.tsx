'use client';

import type { ReactNode } from 'react';
import { ThemeProvider as NextThemes } from 'next-themes';

/** Sets `data-theme` before the first paint. The nonce lets that script pass the content security policy. */
export function ThemeProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <NextThemes attribute="data-theme" enableColorScheme={false} disableTransitionOnChange nonce={nonce}>
      {children}
    </NextThemes>
  );
}
