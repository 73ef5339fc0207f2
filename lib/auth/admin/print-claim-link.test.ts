import { expect, test } from 'vitest';
import { createLogger } from '#lib/config/logger.ts';
import { printClaimLink } from './print-claim-link.ts';

function print(offer: () => Promise<string | undefined>) {
  const printed: string[] = [];
  const logged: string[] = [];
  const logger = createLogger({
    level: 'trace',
    format: 'json',
    secrets: [],
    write: (line) => void logged.push(line),
  });
  const where = {
    url: 'https://chat.example',
    claims: { offer },
    logger,
    write: (text: string) => void printed.push(text),
  };
  return printClaimLink(where).then(() => ({ printed: printed.join(''), logged: logged.join('') }));
}

test('while there is no admin, the link goes to the console and not into the log', async () => {
  const { printed, logged } = await print(() => Promise.resolve('the-token'));
  expect({ link: /https:\S+/.exec(printed)?.[0], logged }).toEqual({
    link: 'https://chat.example/admin/claim#the-token',
    logged: '',
  });
});

test('once there is one, nothing is printed', async () => {
  expect(await print(() => Promise.resolve(undefined))).toEqual({ printed: '', logged: '' });
});

test('a database that does not answer keeps nobody from starting', async () => {
  const { printed, logged } = await print(() => Promise.reject(new Error('gone')));
  expect({ printed, isLogged: logged.includes('cannot offer') }).toEqual({ printed: '', isLogged: true });
});
