//! Gives findings their identity, and joins them with what their rule says.

use rustc_hash::FxHashMap;
use types::{Category, Finding};

use crate::facts::FindingFacts;
use crate::rules;

/// The findings of one file as the report shows them, in the order given.
///
/// The fingerprint is made of rule, path, the hash of the tokens around the finding, and its number among findings
/// of the file that are equal in these. So it survives moved lines, and an added copy of a known fault is a new one.
pub fn findings(path: &str, found: &[FindingFacts]) -> Vec<Finding> {
    let mut seen: FxHashMap<(&str, u64), u32> = FxHashMap::default();
    found
        .iter()
        .map(|fact| {
            let occurrence = seen.entry((&fact.rule, fact.context)).or_insert(0);
            let number = *occurrence;
            *occurrence += 1;
            let rule = rules::by_id(&fact.rule);
            Finding {
                rule: fact.rule.to_string(),
                category: rule.map_or_else(|| category_of(&fact.rule), |rule| rule.category),
                path: path.to_owned(),
                start_line: fact.start_line,
                end_line: fact.end_line,
                severity: fact.severity,
                cwe: rule.and_then(|rule| rule.cwe).map(|cwe| format!("CWE-{cwe}")),
                message: fact.message.clone(),
                effort_minutes: fact.effort_minutes,
                fingerprint: key(&[
                    fact.rule.as_bytes(),
                    path.as_bytes(),
                    &fact.context.to_le_bytes(),
                    &number.to_le_bytes(),
                ]),
                symbol: fact.symbol.clone(),
                in_test: fact.in_test,
                suppression: None,
            }
        })
        .collect()
}

/// 32 hexadecimal digits that stand for the parts: the first half of their BLAKE3. Equal parts give equal keys, and
/// where one part ends and the next begins counts.
pub(crate) fn key(parts: &[&[u8]]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut digits = hasher.finalize().to_hex().to_string();
    digits.truncate(32);
    digits
}

/// What the group in a rule's id says it harms, for findings kept from a rule that is gone.
fn category_of(id: &str) -> Category {
    match id.split('/').next() {
        Some("security") => Category::Security,
        Some("reliability") => Category::Reliability,
        _ => Category::Maintainability,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use types::Severity;

    use super::*;

    fn fact(rule: &'static str, context: u64, line: u32) -> FindingFacts {
        FindingFacts {
            rule: rule.into(),
            start_line: line,
            end_line: line,
            severity: Severity::Low,
            message: String::new(),
            effort_minutes: 5,
            symbol: None,
            in_test: false,
            context,
        }
    }

    fn prints(path: &str, facts: &[FindingFacts]) -> Vec<String> {
        findings(path, facts).into_iter().map(|finding| finding.fingerprint).collect()
    }

    #[test]
    fn equal_faults_in_one_file_are_told_apart() {
        let two = prints("a.py", &[fact("security/eval", 7, 1), fact("security/eval", 7, 9)]);
        assert_eq!(two.len(), 2);
        assert_ne!(two[0], two[1]);
        assert!(two.iter().all(|print| print.len() == 32));
        assert_ne!(prints("b.py", &[fact("security/eval", 7, 1)])[0], two[0]);
        assert_ne!(prints("a.py", &[fact("security/exec", 7, 1)])[0], two[0]);
    }

    proptest! {
        /// Lines moved in a file change no fingerprint, and no two findings share one.
        #[test]
        fn moved_lines_change_nothing(contexts in prop::collection::vec(0u64..4, 0..30), shift in 1u32..500) {
            let here: Vec<_> = contexts.iter().zip(1..).map(|(&c, line)| fact("a/b", c, line)).collect();
            let moved: Vec<_> = contexts.iter().zip(1..).map(|(&c, line)| fact("a/b", c, line * 2 + shift)).collect();
            let before = prints("x.rs", &here);
            prop_assert_eq!(&before, &prints("x.rs", &moved));
            let distinct: std::collections::BTreeSet<_> = before.iter().collect();
            prop_assert_eq!(distinct.len(), before.len());
        }
    }
}
