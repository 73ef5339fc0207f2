export const nonceHeader = 'x-nonce';

export interface PolicyOptions {
  nonce: string;
  /** React's development build evaluates strings. */
  isDevelopment: boolean;
}

/** Nothing from elsewhere, no script without this response's nonce. Inline styles are needed by toasts and overlays. */
export function toContentSecurityPolicy({ nonce, isDevelopment }: PolicyOptions): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `worker-src 'self' blob:`,
    `frame-src 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `object-src 'none'`,
  ].join('; ');
}

/** The same for every response. */
export const fixedHeaders: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/** Only meaningful, and only sent, over TLS. */
export const transportSecurity = 'max-age=31536000; includeSubDomains';
