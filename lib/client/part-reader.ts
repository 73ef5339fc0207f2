export type Select<State, Part> = (state: State) => Part;

/**
 * Reads a part of a state, and gives the part it gave before as long as the two are equal. The same selector on the same
 * state gives the same part, also when it builds a new one each time: React asks repeatedly and compares by identity.
 */
export class PartReader<State, Part> {
  #last: { state: State; select: Select<State, Part>; part: Part } | undefined;

  read(state: State, select: Select<State, Part>, isEqual: (a: Part, b: Part) => boolean): Part {
    const last = this.#last;
    if (last && last.state === state && last.select === select) return last.part;
    const selected = select(state);
    const part = last && isEqual(last.part, selected) ? last.part : selected;
    this.#last = { state, select, part };
    return part;
  }
}
