import { createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';

/** The database of a sandbox and the one login that owns what is in it share a name. */
export interface SandboxLogin {
  readonly database: string;
  readonly password: string;
  /** What Postgres is given instead of the password. */
  readonly verifier: string;
}

/** 256 random bits can't be guessed, so stretching them would only make each connection slower. */
const ITERATIONS = 1;

/**
 * Begins the names of all sandboxes of this installation, so that two on one server leave each other's alone. Names are
 * derived with the secret: whoever reads one, in whatever catalogue, learns nothing of the session.
 */
export function toDatabasePrefix(secret: string): string {
  return `wb_${derive(secret, 'installation').toString('hex').slice(0, 8)}`;
}

export function toSandboxLogin(secret: string, sandboxId: string): SandboxLogin {
  const database =
    toDatabasePrefix(secret) + derive(secret, `name ${sandboxId}`).toString('hex').slice(0, 24);
  return { database, ...toPassword(secret, `password ${sandboxId}`) };
}

/** The second login of a sandbox, which owns nothing and can only become a visitor of the API. */
export function toVisitorLogin(secret: string, sandboxId: string): SandboxLogin {
  const { database } = toSandboxLogin(secret, sandboxId);
  return { database, ...toPassword(secret, `visitor ${sandboxId}`) };
}

export function toVisitorRole(database: string): string {
  return `${database}_api`;
}

function toPassword(secret: string, about: string): Omit<SandboxLogin, 'database'> {
  const password = derive(secret, about).toString('base64url');
  const salt = derive(secret, `salt ${about}`).subarray(0, 16);
  return { password, verifier: toScramVerifier(password, salt) };
}

/** RFC 5802 and 7677, in the form that Postgres stores. */
function toScramVerifier(password: string, salt: Buffer): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const sign = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(sign('Client Key')).digest('base64');
  const serverKey = sign('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

function derive(secret: string, about: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `holdfast workbench ${about}`, 32));
}
