import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { produce } from '../produce.ts';

/** The floor of this transport: a token is emitted to a room, and stored nowhere. */
const httpServer = createServer();
const io = new Server(httpServer, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
});
io.on('connection', (socket) => {
  socket.on('watch', async (run: number, reply: () => void) => {
    await socket.join(`run:${run}`);
    reply();
  });
});
let seq = 0;
process.on('message', (load: { runs: number; perSecond: number; seconds: number }) => {
  produce(load, (run, token) => {
    const chunks = [{ type: 'text-delta', id: 't', delta: token }];
    const event = { seq: ++seq, type: 'run-chunk', chunks };
    io.to(`run:${run}`).emit('events', { sessionId: String(run), epoch: '', events: [event] });
  });
});
httpServer.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (httpServer.address() as { port: number }).port }),
);
process.on('disconnect', () => process.exit());
