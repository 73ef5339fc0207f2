/** What stands in the editor, as a side of a comparison. */
export const DRAFT = 'draft';
