import { pause } from './clock.ts';
import { requireWhole, type StampReader } from './stamps.ts';
import { median, percentile } from './statistics.ts';

/** What was seen in some seconds of steady load. */
export interface Window {
  /** Of every delivery, ms. */
  readonly latencies: readonly number[];
  readonly seconds: number;
  readonly serverCpuSeconds: number;
  readonly postgresCpuSeconds: number;
}

export interface CpuMeters {
  server(): number;
  postgres(): number;
}

export async function measureWindow(
  readers: readonly StampReader[],
  seconds: number,
  cpu: CpuMeters,
): Promise<Window> {
  const before = { server: cpu.server(), postgres: cpu.postgres() };
  for (const reader of readers) reader.isMeasuring = true;
  await pause(seconds * 1_000);
  for (const reader of readers) reader.isMeasuring = false;
  const serverCpuSeconds = cpu.server() - before.server;
  const postgresCpuSeconds = cpu.postgres() - before.postgres;
  requireWhole(readers);
  const latencies = readers.flatMap((reader) => reader.latencies);
  return { latencies, seconds, serverCpuSeconds, postgresCpuSeconds };
}

export interface Summary {
  readonly p50: number;
  readonly p99: number;
  readonly deliveriesPerSecond: number;
  /** Share of one core. */
  readonly serverCpu: number;
  readonly postgresCpu: number;
}

/** Medians over the windows of one target. */
export function summarise(windows: readonly Window[]): Summary {
  const overWindows = (value: (window: Window) => number) => median(windows.map(value));
  return {
    p50: overWindows(({ latencies }) => percentile(latencies, 0.5)),
    p99: overWindows(({ latencies }) => percentile(latencies, 0.99)),
    deliveriesPerSecond: overWindows(({ latencies, seconds }) => latencies.length / seconds),
    serverCpu: overWindows(({ serverCpuSeconds, seconds }) => serverCpuSeconds / seconds),
    postgresCpu: overWindows(({ postgresCpuSeconds, seconds }) => postgresCpuSeconds / seconds),
  };
}

/** Windows of each target in turn, so that whatever else the machine does falls on all of them alike. */
export async function interleave(
  rounds: number,
  targets: readonly (() => Promise<Window>)[],
): Promise<Summary[]> {
  const windows = targets.map((): Window[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, measure] of targets.entries()) windows[index]?.push(await measure());
  }
  return windows.map(summarise);
}
