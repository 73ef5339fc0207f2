import type { Unsubscribe } from '#lib/base/emitter.ts';
import { readTooltip, type TooltipText } from './tooltip.ts';

/** The element that a tooltip is shown for. */
export interface Pointed {
  element: HTMLElement;
  text: TooltipText;
}

const SHOW_AFTER_MS = 350;
/** Long enough to move onto the tooltip itself, which keeps it. */
const HIDE_AFTER_MS = 120;
/** No event tells that a button went away, or became another, under a pointer that stands still. */
const LOOK_AGAIN_MS = 200;

/**
 * Which element is pointed at, by mouse or by keyboard focus. Touch shows none: a finger acts at once. Escape, a press
 * and scrolling hide it; from one element to the next there is no delay.
 */
export class TooltipWatch {
  #report: (pointed: Pointed | undefined) => void;
  #shown: HTMLElement | undefined;
  /** What the mouse is at. A press hides its tooltip, and it stays away until the mouse has been elsewhere. */
  #pointed: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lookTimer: ReturnType<typeof setInterval> | undefined;

  constructor(report: (pointed: Pointed | undefined) => void) {
    this.#report = report;
  }

  start(): Unsubscribe {
    const stopped = new AbortController();
    const options = { signal: stopped.signal, capture: true, passive: true };
    const hide = () => this.#show(undefined);
    document.addEventListener('pointermove', (event) => this.#onMove(event), options);
    document.addEventListener('focusin', (event) => this.#onFocus(event), options);
    document.addEventListener('focusout', hide, options);
    document.addEventListener('pointerdown', hide, options);
    document.addEventListener('scroll', (event) => this.#onScroll(event), options);
    document.addEventListener('keydown', (event) => event.key === 'Escape' && hide(), options);
    return () => {
      stopped.abort();
      clearTimeout(this.#timer);
      clearInterval(this.#lookTimer);
    };
  }

  #onMove(event: PointerEvent): void {
    if (event.pointerType !== 'mouse' || !(event.target instanceof Element)) return;
    const kept = this.#shown && isOverTooltip(event) ? this.#shown : undefined;
    const element = event.target.closest<HTMLElement>('[data-tip]') ?? kept;
    if (element === this.#pointed) return;
    this.#pointed = element;
    clearTimeout(this.#timer);
    if (element === this.#shown) return;
    const delayMs = element ? (this.#shown ? 0 : SHOW_AFTER_MS) : HIDE_AFTER_MS;
    this.#timer = setTimeout(() => this.#show(element), delayMs);
  }

  #onFocus(event: FocusEvent): void {
    const element = event.target;
    if (element instanceof HTMLElement && element.dataset.tip && element.matches(':focus-visible'))
      this.#show(element);
  }

  /** What scrolls elsewhere, a growing answer for example, moves nothing here. */
  #onScroll(event: Event): void {
    if (event.target instanceof Node && this.#shown && event.target.contains(this.#shown))
      this.#show(undefined);
  }

  #show(element: HTMLElement | undefined): void {
    clearTimeout(this.#timer);
    if (element === this.#shown) return;
    clearInterval(this.#lookTimer);
    const text = element?.isConnected && element.dataset.state !== 'open' ? readTooltip(element) : undefined;
    this.#shown = text ? element : undefined;
    if (element && text) {
      this.#lookTimer = setInterval(() => this.#lookAgain(element, text), LOOK_AGAIN_MS);
    }
    this.#report(element && text && { element, text });
  }

  #lookAgain(element: HTMLElement, { label }: TooltipText): void {
    if (!element.isConnected || readTooltip(element)?.label !== label) this.#show(undefined);
  }
}

/** By its place: a tooltip takes no pointer, so that it is never in the way of what it lies over. */
function isOverTooltip({ clientX, clientY }: PointerEvent): boolean {
  const box = document.querySelector('[data-tooltip]')?.getBoundingClientRect();
  return (
    box !== undefined &&
    clientX >= box.left &&
    clientX <= box.right &&
    clientY >= box.top &&
    clientY <= box.bottom
  );
}
