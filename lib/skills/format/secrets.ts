/** What keys and passwords look like. Each names what was seen, so that a finding need not repeat it. */
const patterns: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an API key', /\b(?:sk|pk|rk)[-_](?:[a-z0-9]{1,20}[-_]){0,3}[A-Za-z0-9]{16,}/],
  ['a GitHub token', /\b(?:gh[oprsu]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a Google key', /\bAIza[\w-]{30,}/],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{30,}/],
  ['a signed token', /\beyJ[\w-]{10,1000}\.eyJ[\w-]{10,1000}\.[\w-]{10}/],
  ['a password in an address', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:[^\s/@]{3,100}@/i],
];

/** A value behind such a name, long and mixed enough to be real. */
const assignment =
  /(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|credential)s?["']?\s{0,3}[:=]\s{0,3}["'`]?([\w+/=.-]{16,})/gi;

/** What a line gives away, or undefined. */
export function findSecret(line: string): string | undefined {
  const known = patterns.find(([, pattern]) => pattern.test(line));
  if (known) return known[0];
  for (const [, value = ''] of line.matchAll(assignment)) {
    if (/[a-z]/i.test(value) && /\d/.test(value)) return 'a secret';
  }
  return undefined;
}
