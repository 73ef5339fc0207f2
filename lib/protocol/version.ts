/** Clients and servers of different versions refuse each other with `upgrade-required`. */
export const PROTOCOL_VERSION = 1;
