'use client';

import { Component, type ReactNode } from 'react';
import { PlainText } from './plain-text.tsx';

interface MarkdownBoundaryProps {
  text: string;
  children: ReactNode;
}

/** A text that breaks the parser is shown as it was written; the rest of the page does not notice. */
export class MarkdownBoundary extends Component<MarkdownBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <PlainText text={this.props.text} /> : this.props.children;
  }
}
