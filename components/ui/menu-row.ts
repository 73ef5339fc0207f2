/** One line of a menu. */
export const rowClasses =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-sm px-2.5 outline-none select-none data-highlighted:bg-hover pointer-coarse:min-h-11';
