//! Every rule's examples, and what must hold for all rules.

use types::{Category, Severity};

use super::{ALL, Example, Rule, by_id};
use crate::facts::{FileClass, extract};
use crate::languages;
use crate::options::Limits;

/// What a rule finds in a piece of code: first lines and messages.
pub(super) fn found(rule: &str, language: &str, code: &str) -> Vec<(u32, String)> {
    severities(rule, language, code).into_iter().map(|(line, _, message)| (line, message)).collect()
}

/// The same with severities.
pub(super) fn severities(rule: &str, language: &str, code: &str) -> Vec<(u32, Severity, String)> {
    let class = FileClass { language: languages::by_id(language), test: false };
    let facts = extract(code.trim_start_matches('\n'), class, &Limits::default()).unwrap();
    assert!(!facts.syntax_errors, "{language}: the code has a syntax error:\n{code}");
    let findings = facts.findings.into_iter().filter(|found| found.rule == rule);
    findings.map(|found| (found.start_line, found.severity, found.message)).collect()
}

fn each_example(mut check: impl FnMut(&'static Rule, &'static str, &'static Example)) {
    for rule in ALL {
        for example in rule.examples {
            for language in ["rust", "python", "javascript", "typescript", "tsx", "go", "java"] {
                if example.covers(language) {
                    check(rule, language, example);
                }
            }
        }
    }
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    let mut wrong = Vec::new();
    each_example(|rule, language, example| {
        if found(rule.id, language, example.bad).is_empty() {
            wrong.push(format!("{} misses its bad example in {language}:\n{}", rule.id, example.bad));
        }
        for (line, message) in found(rule.id, language, example.good) {
            wrong.push(format!(
                "{} flags line {line} of its good example in {language}: {message}\n{}",
                rule.id, example.good
            ));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_sorted_and_complete() {
    assert!(ALL.is_sorted_by(|a, b| a.id < b.id), "ALL is sorted by id, and no id stands twice");
    for rule in ALL {
        assert!(by_id(rule.id).is_some_and(|found| std::ptr::eq(found, *rule)), "{}", rule.id);
        let (group, name) = rule.id.split_once('/').unwrap();
        assert_eq!(group, rule.category.as_str(), "{}", rule.id);
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
        for (what, text) in
            [("title", rule.title), ("what", rule.what), ("why", rule.why), ("instead", rule.instead)]
        {
            assert!(text.len() > 10, "{}: {what}", rule.id);
        }
        for text in [rule.what, rule.why, rule.instead] {
            assert!(text.ends_with('.'), "{}: sentences end: {text}", rule.id);
        }
        assert!(rule.effort_minutes > 0 && !rule.skills.is_empty(), "{}", rule.id);
        assert!(!rule.examples.is_empty() && !rule.checks.is_empty(), "{}", rule.id);
        if rule.category == Category::Security {
            assert!(rule.cwe.is_some() && rule.owasp.is_some(), "{}: a weakness has its numbers", rule.id);
        }
    }
    assert!(by_id("security/no-such-rule").is_none());
}
