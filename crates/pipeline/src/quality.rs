//! One score, three letters and the debt.

use types::{Category, Duplication, Finding, Quality, Rating, Severity, Totals};

use crate::AnalyzedFile;

/// Minutes that a line of code costs to write, as SQALE tools assume.
const MINUTES_PER_LINE: f64 = 30.0;
/// Functions above this cognitive complexity are hard to follow (the threshold of the SonarSource white paper).
const COMPLEX: u32 = 15;
/// Lines that are added to a small repository's before faults are counted per 1,000: one slip in fifty lines is no
/// catastrophe.
const PRIOR_LINES: f64 = 500.0;

/// Judges a commit by its open findings.
///
/// - Debt (SQALE, J.-L. Letouzey 2012): the sum of the minutes to repair every open finding; its ratio is over the
///   cost of writing the code anew. Maintainability: A up to 5 %, B 10, C 20, D 50, else E.
/// - Reliability and security: by the worst open finding outside tests: none above info A, low B, medium C, high D,
///   critical E.
/// - Score: 100 times the weighted mean of four parts, each `1 / (1 + x / h)`, so that `x = h` halves it, and none
///   is ever quite lost or won:
///
///   | weight | x | h |
///   |---|---|---|
///   | 0.30 | debt ratio | 10 % |
///   | 0.30 | security and reliability findings outside tests per 1,000 lines of code, each weighted by severity | 4 |
///   | 0.20 | share of product code lines that stand in functions of a cognitive complexity above 15 | 20 % |
///   | 0.20 | duplicated share of product code | 15 % |
///
///   All four are relative to size, so a large repository is not worse for being large.
pub fn judge(
    files: &[AnalyzedFile],
    totals: &Totals,
    findings: &[Finding],
    duplication: &Duplication,
) -> Quality {
    let debt_minutes: u64 = findings.iter().map(|finding| u64::from(finding.effort_minutes)).sum();
    let cost = totals.code as f64 * MINUTES_PER_LINE;
    let debt_ratio = if cost > 0.0 { debt_minutes as f64 / cost } else { 0.0 };
    let part = |x: f64, half: f64| 1.0 / (1.0 + x / half);
    let score = 100.0
        * (0.3 * part(debt_ratio, 0.10)
            + 0.3 * part(faults_per_kloc(totals, findings), 4.0)
            + 0.2 * part(complex_share(files), 0.20)
            + 0.2 * part(duplication.ratio, 0.15));
    Quality {
        score: (score * 10.0).round() / 10.0,
        maintainability: match debt_ratio {
            ratio if ratio <= 0.05 => Rating::A,
            ratio if ratio <= 0.10 => Rating::B,
            ratio if ratio <= 0.20 => Rating::C,
            ratio if ratio <= 0.50 => Rating::D,
            _ => Rating::E,
        },
        reliability: letter(findings, Category::Reliability),
        security: letter(findings, Category::Security),
        debt_minutes,
        debt_ratio,
    }
}

/// The letter for the worst open finding outside tests.
fn letter(findings: &[Finding], category: Category) -> Rating {
    let worst = findings
        .iter()
        .filter(|finding| finding.category == category && !finding.in_test)
        .map(|finding| finding.severity)
        .max();
    match worst {
        None | Some(Severity::Info) => Rating::A,
        Some(Severity::Low) => Rating::B,
        Some(Severity::Medium) => Rating::C,
        Some(Severity::High) => Rating::D,
        Some(Severity::Critical) => Rating::E,
    }
}

/// Security and reliability findings per 1,000 lines, a critical one counting forty times a low one.
fn faults_per_kloc(totals: &Totals, findings: &[Finding]) -> f64 {
    let weight: f64 = findings
        .iter()
        .filter(|finding| finding.category != Category::Maintainability && !finding.in_test)
        .map(|finding| match finding.severity {
            Severity::Info => 0.0,
            Severity::Low => 0.25,
            Severity::Medium => 1.0,
            Severity::High => 4.0,
            Severity::Critical => 10.0,
        })
        .sum();
    weight * 1000.0 / (totals.code as f64 + PRIOR_LINES)
}

/// The share of product code that stands in functions which are hard to follow.
fn complex_share(files: &[AnalyzedFile]) -> f64 {
    let mut complex = 0u64;
    let mut all = 0u64;
    for file in files.iter().filter(|file| !file.class.test && file.is_judged()) {
        all += file.facts.totals.code;
        let hard = |function: &&crate::facts::FunctionFacts| {
            !function.in_test && !function.nested && function.cognitive > COMPLEX
        };
        complex += file
            .facts
            .functions
            .iter()
            .filter(hard)
            .map(|function| u64::from(function.code_lines))
            .sum::<u64>();
    }
    if all == 0 { 0.0 } else { (complex as f64 / all as f64).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(category: Category, severity: Severity, effort_minutes: u32, in_test: bool) -> Finding {
        Finding {
            rule: "a/b".to_owned(),
            category,
            path: "a.py".to_owned(),
            start_line: 1,
            end_line: 1,
            severity,
            cwe: None,
            message: String::new(),
            effort_minutes,
            fingerprint: String::new(),
            symbol: None,
            in_test,
            suppression: None,
        }
    }

    fn judged(code: u64, findings: &[Finding]) -> Quality {
        judge(&[], &Totals { code, ..Totals::default() }, findings, &Duplication::default())
    }

    #[test]
    fn nothing_wrong_is_100_and_a() {
        let quality = judged(1000, &[]);
        assert!((quality.score - 100.0).abs() < 1e-9);
        assert_eq!(
            (quality.maintainability, quality.reliability, quality.security),
            (Rating::A, Rating::A, Rating::A)
        );
        assert!((judged(0, &[]).score - 100.0).abs() < 1e-9);
    }

    #[test]
    fn letters_follow_debt_and_the_worst_finding() {
        for (minutes, expected) in [
            (1500, Rating::A),
            (3000, Rating::B),
            (6000, Rating::C),
            (15_000, Rating::D),
            (15_001, Rating::E),
        ] {
            let debt = [finding(Category::Maintainability, Severity::Low, minutes, false)];
            assert_eq!(judged(1000, &debt).maintainability, expected, "{minutes}");
        }
        let security =
            |severity, in_test| judged(1000, &[finding(Category::Security, severity, 0, in_test)]).security;
        assert_eq!(security(Severity::Critical, false), Rating::E);
        assert_eq!(security(Severity::Medium, false), Rating::C);
        assert_eq!(security(Severity::Critical, true), Rating::A);
    }

    #[test]
    fn the_score_falls_with_faults_and_does_not_know_size() {
        let one = finding(Category::Security, Severity::High, 30, false);
        let few = judged(10_000, &vec![one.clone(); 2]);
        let many = judged(10_000, &vec![one.clone(); 40]);
        assert!(100.0 > few.score && few.score > many.score && many.score > 30.0, "{few:?} {many:?}");
        let same = judged(100_000, &vec![one; 400]);
        assert!((same.score - many.score).abs() < 2.0, "{same:?} {many:?}");
    }
}
