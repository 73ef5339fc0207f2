// A worker for one command. Its standard input is a pipe from the process that started it: when that is gone, also by a
// kill -9, the pipe ends and so does this.
process.stdin.resume().on('end', () => process.kill(process.pid, 'SIGTERM'));
await import('../../server.ts');
