//! `devmentor: ignore` comments.

use super::SuppressionComment;

/// What such a comment says after the comment sign.
pub(super) const MARK: &str = "devmentor: ignore";

/// The suppressions that a comment states: its rules (a missing one means all) and, after `--`, the reason. `row` is
/// the comment's first row, from 0; they cover the mark's own line.
pub(super) fn parse(comment: &str, row: usize, into: &mut Vec<SuppressionComment>) {
    let Some(at) = comment.find(MARK) else { return };
    let line = row as u32 + 1 + comment[..at].matches('\n').count() as u32;
    let said = comment[at + MARK.len()..].lines().next().unwrap_or_default();
    if said.starts_with(|c: char| c.is_alphanumeric() || c == '-' && !said.starts_with("--")) {
        return;
    }
    let said = said.trim_end_matches(['*', '/', '-', '>', ' ', '}', '#']);
    let (rules, reason) = said.split_once("--").unwrap_or((said, ""));
    let mut rules: Vec<&str> = rules
        .split(',')
        .filter_map(|rule| rule.trim_start_matches([':', ' ', '\t']).split_whitespace().next())
        .collect();
    if rules.is_empty() {
        rules.push("*");
    }
    into.extend(rules.into_iter().map(|rule| SuppressionComment {
        rule: rule.to_owned(),
        reason: reason.trim().to_owned(),
        start_line: line,
        end_line: line,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_reasons_are_read() {
        for (comment, expected) in [
            ("// devmentor: ignore security/eval -- ours", vec![("security/eval", "ours", 5)]),
            (
                "# devmentor: ignore a/b, c/d -- two - of them",
                vec![("a/b", "two - of them", 5), ("c/d", "two - of them", 5)],
            ),
            ("/* x\n devmentor: ignore security */", vec![("security", "", 6)]),
            ("// devmentor: ignore", vec![("*", "", 5)]),
            ("// devmentor: ignore -- all of it", vec![("*", "all of it", 5)]),
            ("// devmentor: ignored things", vec![]),
            ("// nothing", vec![]),
        ] {
            let mut found = Vec::new();
            parse(comment, 4, &mut found);
            let found: Vec<_> =
                found.iter().map(|s| (s.rule.as_str(), s.reason.as_str(), s.start_line)).collect();
            assert_eq!(found, expected, "{comment}");
        }
    }
}
