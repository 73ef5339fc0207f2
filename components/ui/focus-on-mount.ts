/** As a ref: for a field that someone has just asked for. It keeps its identity, so it runs once. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
