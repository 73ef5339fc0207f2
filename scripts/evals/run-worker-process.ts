import { kill, pid, stdin } from 'node:process';

// A worker for one command. Its standard input is a pipe from the process that started it: when that is gone, also by a
// kill -9, the pipe ends and so does this.
stdin.resume().on('end', () => kill(pid, 'SIGTERM'));
await import('../../server.ts');
