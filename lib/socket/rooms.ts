import type { FanOut } from '#lib/session/hub-topic.ts';
import type { SocketData, TypedServer } from './typed-socket.ts';

/** Rooms are named here and nowhere else, never by a client. Being in one means receiving, and nothing more. */
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;
export const userRoom = (userId: string): string => `user:${userId}`;

/** The fan-out of a session is its room: Socket.IO encodes a frame once for all who are in it. */
export function createRoomFanOut(io: TypedServer): FanOut {
  return { publish: (frame) => void io.to(sessionRoom(frame.sessionId)).emit('events', frame) };
}

/** How many other devices read the session live on this node. Tabs of one browser are one device. */
export function countOtherDevices(io: TypedServer, sessionId: string, own: SocketData): number {
  const { adapter, sockets } = io.sockets;
  const devices = new Set<string>();
  for (const socketId of adapter.rooms.get(sessionRoom(sessionId)) ?? []) {
    const socket = sockets.get(socketId);
    if (socket) devices.add(toDeviceKey(socket.data));
  }
  devices.delete(toDeviceKey(own));
  return devices.size;
}

const toDeviceKey = ({ login, deviceId }: SocketData): string => `${login.userId} ${deviceId}`;
