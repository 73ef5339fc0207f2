import { MAIN_FILE, type Files, type Finding, type SavedText } from '../skill-view.ts';
import { isSameText } from './compare-files.ts';

export interface DeskState {
  /** As it stands in the editor. */
  readonly files: Files;
  readonly selected: string;
  /** A line to show; counts, so that the same one can be asked for twice. */
  readonly jump: { readonly path: string; readonly line: number; readonly count: number } | null;
  /** What the server holds, as far as this page knows. */
  readonly saved: SavedText;
  /** Hash of the version that this text was begun from. */
  readonly base: string | null;
  readonly findings: readonly Finding[];
  /** What `findings` are about: the text as it is, or as it was a moment ago. */
  readonly lint: 'asking' | 'done' | 'failed';
  readonly isSaving: boolean;
  /** Why the last save was not taken. */
  readonly refusal: string | null;
  /** What somebody else saved meanwhile, until it is decided what becomes of it. */
  readonly theirs: SavedText | null;
  /** What is merged with by hand. */
  readonly merging: Files | null;
  /** When the unsaved text was written that came back with this page. */
  readonly keptAt: string | null;
  /** The browser holds what is not saved. */
  readonly isKept: boolean;
  /** Changes when text takes the place of another, other than by typing. */
  readonly generation: number;
}

export const openDesk = (saved: SavedText): DeskState => ({
  files: saved.files,
  selected: MAIN_FILE,
  jump: null,
  saved,
  base: saved.base,
  findings: [],
  lint: 'asking',
  isSaving: false,
  refusal: null,
  theirs: null,
  merging: null,
  keptAt: null,
  isKept: true,
  generation: 0,
});

export const hasUnsaved = ({ files, saved }: DeskState): boolean => !isSameText(files, saved.files);

export const isRefused = ({ findings }: DeskState): boolean =>
  findings.some(({ level }) => level === 'error');
