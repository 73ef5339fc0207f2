type Field = HTMLInputElement | HTMLTextAreaElement | null;

/* As refs, for a field that someone has just asked for. They keep their identity, so they run once. */

export function focusAtEnd(field: Field): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

export function focusAndSelect(field: Field): void {
  field?.focus();
  field?.select();
}
