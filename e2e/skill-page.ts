import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** The page of a skill, as an admin works with it. */
export class SkillPage {
  readonly page: Page;
  readonly editor: Locator;
  readonly findings: Locator;
  readonly saveButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.locator('.cm-content');
    this.findings = page.getByRole('region', { name: 'Findings' });
    this.saveButton = page.getByRole('button', { name: 'Save draft' });
  }

  /** Puts the cursor at these words. By the search: lines out of sight are not in the page. */
  async goTo(words: string): Promise<void> {
    const { keyboard } = this.page;
    await this.editor.focus();
    await keyboard.press('Control+F');
    await this.page.getByRole('textbox', { name: 'Find' }).pressSequentially(words);
    await keyboard.press('Enter');
    await expect(this.editor.locator('.cm-searchMatch-selected')).toHaveText(words);
    await keyboard.press('Escape');
  }

  /** Below the first line with these words: one more line. */
  async addLine(below: string, text: string): Promise<void> {
    await this.goTo(below);
    await this.page.keyboard.press('Control+Enter');
    await this.page.keyboard.insertText(text);
  }

  async removeLine(words: string): Promise<void> {
    await this.goTo(words);
    await this.page.keyboard.press('Control+Shift+K');
  }

  /** In the place of all of the open file. As a paste: a keyboard has no keys for some of it. */
  async paste(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press('Control+A');
    await this.editor.evaluate((editor, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  async save(): Promise<void> {
    await this.saveButton.click();
    await expect(this.saveButton).toBeDisabled();
    await expect(this.saveButton).toHaveText('Save draft');
  }

  async makeVersion(note: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Make a version' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Make a version' });
    await dialog.getByLabel('What is different').fill(note);
    await dialog.getByRole('button', { name: /^(Save and make|Make the version)$/ }).click();
    return this.page.getByRole('dialog', { name: /^Version \d+ is made$/ });
  }

  /** Of a version, from the history. */
  async openPublish(number: number): Promise<Locator> {
    await this.page.getByRole('tab', { name: 'History' }).click();
    await this.page.getByRole('button', { name: `Version ${number}: more` }).click();
    await this.page.getByRole('menuitem', { name: 'Publish' }).click();
    return this.page.getByRole('dialog', { name: `Publish version ${number}` });
  }
}
