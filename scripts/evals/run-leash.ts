import { kill, pid, stdin } from 'node:process';

// Preloaded by the worker of a command, whose standard input is a pipe from that command: when it is gone, also by a
// kill -9, the pipe ends and so does the worker.
stdin.resume().on('end', () => kill(pid, 'SIGTERM'));
