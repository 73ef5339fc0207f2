import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import localFont from 'next/font/local';
import { ClientProvider } from '#lib/client/client-provider.tsx';
import { ThemeProvider } from '#components/theme/theme-provider.tsx';
import { loadNonce } from './_server/load-nonce.ts';
import { loadVisitor } from './_server/load-visitor.ts';
import './globals.css';

/** The Latin letters come with the page; other scripts follow when a text needs them. */
const hanken = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  variable: '--font-hanken',
  weight: '100 900',
  display: 'swap',
  adjustFontFallback: false,
});

/** Fetched by the first text that leans. */
const hankenItalic = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-italic.woff2',
  variable: '--font-hanken-italic',
  weight: '100 900',
  style: 'italic',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  description: 'A chat whose answers survive any disconnect.',
  applicationName: 'Holdfast',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfbf7' },
    { media: '(prefers-color-scheme: dark)', color: '#0e191e' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [nonce, visitor] = await Promise.all([loadNonce(), loadVisitor()]);
  return (
    <html lang="en" className={`${hanken.variable} ${hankenItalic.variable}`} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          <ClientProvider userId={visitor.userId} initialSessions={visitor.sessions}>
            {children}
          </ClientProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
