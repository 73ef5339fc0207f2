import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  status: number;
  location: string;
  body: string;
}

/** Asks for a path as it stands: browsers and `fetch` would tidy it up first. */
export function rawGet(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers }, (answer) => {
      const { statusCode = 0, headers: told } = answer;
      text(answer).then(
        (body) => resolve({ status: statusCode, location: told.location ?? '', body }),
        reject,
      );
    });
    asked.once('error', reject);
    asked.end();
  });
}
