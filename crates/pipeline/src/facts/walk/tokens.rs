//! Tokens: lines of code and comments, clone tokens, Halstead's counts.

use tree_sitter::Node;

use super::{Flags, Walk};
use crate::facts::{CloneToken, suppressions};
use crate::languages::{Kind, Roles, Token, hash};

/// Tokens that are names or values, whichever they are.
const VALUES: Roles = Roles::IDENTIFIER.and(Roles::LITERAL).and(Roles::STRING);

impl<'t> Walk<'t, '_> {
    /// A node without children.
    pub(super) fn token(&mut self, node: Node<'t>, kind: &Kind) {
        let (start, end) = (node.start_byte(), node.end_byte());
        if start == end {
            return;
        }
        self.row = self.lines.row_from(self.row, start);
        let row = self.row;
        if end > self.lines.next_start(row) {
            self.lines.mark_code_rows(row, self.lines.last_row(row, end));
        } else {
            self.lines.mark_code(row);
        }
        if kind.token == Token::Logical {
            self.joins_conditions(node);
        }
        if self.quoted > 0 {
            return;
        }
        let exact =
            if kind.token == Token::Named { hash(&self.source.as_bytes()[start..end]) } else { kind.hash };
        self.count_token(exact, kind, row);
    }

    fn count_token(&mut self, exact: u32, kind: &Kind, row: usize) {
        let value = kind.roles.intersects(VALUES);
        let shape = if value { kind.hash } else { exact };
        if kind.token == Token::LineEnd {
            return;
        }
        self.tokens.push(CloneToken { exact, shape, line: row as u32 + 1 });
        if let Some(open) = self.complexities.innermost() {
            if value {
                open.halstead.operand(exact);
            } else if kind.token != Token::Separator {
                open.halstead.operator(exact);
            }
        }
    }

    /// A comment, text in quotes, or a statement that may be documentation; whether its children are to be visited.
    pub(super) fn text_node(&mut self, node: Node<'t>, roles: Roles, flags: &mut Flags) -> bool {
        if roles.contains(Roles::STRING) {
            if self.quoted == 0 {
                let kind = self.grammar.kinds[usize::from(node.kind_id())];
                self.token(node, &kind);
            } else {
                self.row = self.lines.row_from(self.row, node.start_byte());
            }
            let holds = roles.contains(Roles::TEMPLATE);
            if holds {
                flags.add(Flags::QUOTED);
                self.quoted += 1;
            }
            return holds;
        }
        let comment = roles.contains(Roles::COMMENT);
        if !comment && !self.spec.syntax.is_documentation(node) {
            return true;
        }
        let start = node.start_byte();
        self.row = self.lines.row_from(self.row, start);
        let last = self.lines.last_row(self.row, node.end_byte());
        self.lines.mark_comment_rows(self.row, last);
        if comment {
            self.comment(node);
        }
        self.row = last;
        false
    }

    fn comment(&mut self, node: Node<'t>) {
        let first = self.row;
        let alone = !self.lines.has_code(first);
        if alone {
            self.lead(node);
        }
        if self.may_suppress {
            let from = self.suppressions.len();
            if let Some(text) = self.source.get(node.byte_range()) {
                suppressions::parse(text, first, &mut self.suppressions);
            }
            if alone {
                // Until it is known which line is the next with code, the end is the comment's own, marked by zero.
                self.suppressions[from..].iter_mut().for_each(|suppression| suppression.end_line = 0);
            }
        }
    }

    /// Remembers a comment, attribute or decorator for what follows it.
    pub(super) fn lead(&mut self, node: Node<'t>) {
        let first = self.lines.row_from(self.row, node.start_byte());
        let last = self.lines.last_row(first, node.end_byte());
        let level = self.frames.last().map_or(0, |frame| frame.leading as usize);
        if let [.., (_, before)] = self.leading_rows[level..]
            && (before as usize) + 1 < first
        {
            self.leading.truncate(level);
            self.leading_rows.truncate(level);
        }
        self.leading.push(node);
        self.leading_rows.push((first as u32, last as u32));
    }
}
