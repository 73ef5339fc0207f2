import type { Unsubscribe } from '#lib/base/emitter.ts';

export interface FollowScrollElements {
  scroller: HTMLElement;
  /** Everything above the spacer. */
  content: HTMLElement;
  /** Empty room below the content, so that a message just sent can stand at the top. */
  spacer: HTMLElement;
}

const AT_END_PX = 4;
/** Within this the end counts as seen: no button offers to go there. */
const NEAR_END_PX = 96;
const TOP_GAP_PX = 12;

/**
 * Where a transcript is scrolled to. It follows the growing end only while the reader is there; any movement upwards
 * stops that. Browsers' own anchoring is off (`overflow-anchor: none`), so nothing else moves the page.
 */
export class FollowScroll {
  #elements: FollowScrollElements | undefined;
  #onNearEnd: (isNearEnd: boolean) => void;
  #isFollowing = true;
  #isNearEnd = true;
  #isGliding = false;
  #lastTop = 0;
  #touchY = 0;
  #heldId: string | undefined;
  #first: { id: string; top: number } | undefined;

  constructor(onNearEnd: (isNearEnd: boolean) => void) {
    this.#onNearEnd = onNearEnd;
  }

  /** Goes to the end, or stays where it was when it is started again. The returned function lets go of the elements. */
  start(elements: FollowScrollElements): Unsubscribe {
    const { scroller, content } = elements;
    this.#elements = elements;
    const stopped = new AbortController();
    const options = { signal: stopped.signal, passive: true };
    scroller.addEventListener('scroll', () => this.#onScroll(), options);
    scroller.addEventListener('scrollend', () => this.#endGlide(), options);
    scroller.addEventListener('wheel', (event) => event.deltaY < 0 && this.#letGo(), options);
    scroller.addEventListener(
      'touchstart',
      (event) => (this.#touchY = event.touches[0]?.clientY ?? 0),
      options,
    );
    scroller.addEventListener('touchmove', (event) => this.#onTouch(event), options);
    scroller.addEventListener('keydown', (event) => isUpward(event) && this.#letGo(), options);
    const resizes = new ResizeObserver(() => this.#settle());
    resizes.observe(scroller);
    resizes.observe(content);
    this.#settle();
    return () => {
      stopped.abort();
      resizes.disconnect();
      this.#elements = undefined;
    };
  }

  /** Brings a message just sent near the top; its answer grows into the room below. */
  holdAtTop(messageId: string): void {
    this.#heldId = messageId;
    this.#glideToEnd();
  }

  jumpToLatest(): void {
    this.#glideToEnd();
  }

  /** Call after each render: when older messages were put above the first one, what is read stays where it is. */
  keepPlace(firstId: string | undefined): void {
    const before = this.#first;
    if (!this.#elements || before?.id === firstId) return;
    const { scroller } = this.#elements;
    const movedTo = before && !this.#isFollowing ? this.#topOf(before.id) : undefined;
    if (before && movedTo !== undefined) {
      scroller.scrollTop += movedTo - before.top;
      this.#lastTop = scroller.scrollTop;
    }
    // Stays true while it is the first: nothing above it changes its height.
    const top = firstId === undefined ? undefined : this.#topOf(firstId);
    this.#first = firstId === undefined || top === undefined ? undefined : { id: firstId, top };
  }

  #topOf(messageId: string): number | undefined {
    if (!this.#elements) return undefined;
    const { scroller } = this.#elements;
    const element = scroller.querySelector(`[data-message-id="${CSS.escape(messageId)}"]`);
    if (!element) return undefined;
    return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  }

  #settle(): void {
    if (!this.#elements) return;
    const { scroller, content, spacer } = this.#elements;
    const heldTop = this.#heldId === undefined ? undefined : this.#topOf(this.#heldId);
    if (heldTop !== undefined) {
      const contentEnd =
        content.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top + scroller.scrollTop;
      const roomPx = Math.max(0, Math.floor(scroller.clientHeight - TOP_GAP_PX - (contentEnd - heldTop)));
      spacer.style.height = `${roomPx}px`;
    }
    if (this.#isFollowing && !this.#isGliding) {
      scroller.scrollTop = scroller.scrollHeight;
      // No event tells of a place that it has already: a page that arrives scrolled to its end for example.
      this.#lastTop = scroller.scrollTop;
    }
    this.#report();
  }

  #glideToEnd(): void {
    this.#isFollowing = true;
    this.#settle();
    if (this.#distance() <= AT_END_PX || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#isGliding = true;
    this.#elements?.scroller.scrollTo({ top: this.#elements.scroller.scrollHeight, behavior: 'smooth' });
  }

  #endGlide(): void {
    if (!this.#isGliding) return;
    this.#isGliding = false;
    this.#settle();
  }

  #letGo(): void {
    this.#isFollowing = false;
    this.#isGliding = false;
  }

  #onTouch(event: TouchEvent): void {
    // A finger that moves down pulls the page up.
    if ((event.touches[0]?.clientY ?? 0) > this.#touchY + 4) this.#letGo();
  }

  #onScroll(): void {
    const top = this.#elements?.scroller.scrollTop ?? 0;
    if (this.#distance() <= AT_END_PX) this.#isFollowing = true;
    else if (top < this.#lastTop - 1) this.#letGo();
    this.#lastTop = top;
    this.#report();
  }

  #distance(): number {
    if (!this.#elements) return 0;
    const { scroller } = this.#elements;
    return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  }

  #report(): void {
    const isNearEnd = this.#isGliding || this.#distance() <= NEAR_END_PX;
    if (isNearEnd === this.#isNearEnd) return;
    this.#isNearEnd = isNearEnd;
    this.#onNearEnd(isNearEnd);
  }
}

function isUpward(event: KeyboardEvent): boolean {
  return ['ArrowUp', 'PageUp', 'Home'].includes(event.key) || (event.key === ' ' && event.shiftKey);
}
