import { AppError } from '#lib/protocol/error.ts';

/** What the protocol and HTTP itself need; a declaration has no say in them. */
const reserved =
  /^(?:host|connection|content-.*|transfer-encoding|accept|accept-encoding|user-agent|mcp-.*)$/;

/** `name: value`, as it is written on a command line. The message of an error never holds the value. */
export function parseHeader(text: string): readonly [name: string, value: string] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim().toLowerCase();
  const value = text.slice(colon + 1).trim();
  if (!/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(name))
    throw new AppError('invalid-input', 'cannot use a header: it is not written as "name: value"');
  if (reserved.test(name))
    throw new AppError('invalid-input', `cannot use the header ${name}: it is set here`);
  if (!/^[\x20-\x7e]{1,4000}$/.test(value))
    throw new AppError(
      'invalid-input',
      `cannot use the header ${name}: its value is empty or not plain ASCII`,
    );
  return [name, value];
}
