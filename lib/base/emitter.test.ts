import { expect, test } from 'vitest';
import { Emitter } from './emitter.ts';

test('listeners hear every value in order of subscription', () => {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  emitter.on((value) => heard.push(`a${value}`));
  emitter.on((value) => heard.push(`b${value}`));
  emitter.emit(1);
  emitter.emit(2);
  expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
});

test('a listener that throws is reported and does not touch its siblings, before or after it', () => {
  const errors: unknown[] = [];
  const emitter = new Emitter<string>((error) => errors.push(error));
  const heard: string[] = [];
  const broken = new Error('broken listener');
  emitter.on((value) => heard.push(`before ${value}`));
  emitter.on(() => {
    throw broken;
  });
  emitter.on((value) => heard.push(`after ${value}`));
  emitter.emit('x');
  emitter.emit('y');
  expect(heard).toEqual(['before x', 'after x', 'before y', 'after y']);
  expect(errors).toEqual([broken, broken]);
});

test('a listener that unsubscribed hears nothing more, also when another does it during the emit', () => {
  const emitter = new Emitter<string>();
  const heard: string[] = [];
  const offs: (() => void)[] = [];
  emitter.on(() => offs.forEach((off) => off()));
  offs.push(emitter.on((value) => heard.push(value)));
  emitter.emit('x');
  expect({ heard, size: emitter.size }).toEqual({ heard: [], size: 1 });
});

test('to unsubscribe twice does nothing more', () => {
  const emitter = new Emitter<string>();
  const heard: string[] = [];
  const off = emitter.on((value) => heard.push(value));
  emitter.on(() => undefined);
  off();
  off();
  expect(emitter.size).toBe(1);
});

test('a value emitted by a listener reaches everybody', () => {
  const emitter = new Emitter<number>();
  const heard: number[] = [];
  emitter.on((value) => {
    if (value < 3) emitter.emit(value + 1);
  });
  emitter.on((value) => heard.push(value));
  emitter.emit(1);
  expect(heard.toSorted()).toEqual([1, 2, 3]);
});
