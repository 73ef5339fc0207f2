import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { stamp } from '../clock.ts';
import { produce } from '../produce.ts';

/** The floor of this transport: a token is emitted to a room, and stored nowhere. */
const httpServer = createServer();
const io = new Server(httpServer, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.on('connection', (socket) => {
  socket.on('watch', async (run: number, reply: () => void) => {
    await socket.join(`run:${run}`);
    reply();
  });
});
process.on('message', ({ runs, perSecond, seconds }: { runs: number; perSecond: number; seconds: number }) => {
  produce({ runs, perSecond, seconds }, (run) => {
    const chunks = [{ type: 'text-delta', id: 't', delta: stamp() }];
    io.to(`run:${run}`).emit('events', { sessionId: String(run), epoch: '', events: [{ type: 'run-chunk', chunks }] });
  });
});
httpServer.listen(0, '127.0.0.1', () => process.send?.({ port: (httpServer.address() as { port: number }).port }));
