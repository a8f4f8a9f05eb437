//! The report's lists that only gather what is known: files, functions, and what the rules say.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use types::{Finding, Function, Hotspot, RuleText, SourceFile};

use crate::{AnalyzedFile, rules};

/// Every file, with how hot it is among all of `ranked`.
pub(super) fn files(files: &[AnalyzedFile], ranked: &[Hotspot]) -> Vec<SourceFile> {
    let heat: FxHashMap<&str, f64> =
        ranked.iter().map(|hotspot| (hotspot.path.as_str(), hotspot.score)).collect();
    files
        .iter()
        .map(|file| SourceFile {
            path: file.path.clone(),
            language: file.language.clone(),
            lines: file.facts.totals.lines,
            code: file.facts.totals.code,
            complexity: complexity(file),
            heat: three_digits(heat.get(file.path.as_str()).copied().unwrap_or(0.0)),
            blob: file.blob.to_string(),
        })
        .collect()
}

fn complexity(file: &AnalyzedFile) -> u64 {
    let counted = file.facts.functions.iter().filter(|function| !function.nested);
    counted.map(|function| u64::from(function.cognitive)).sum()
}

/// A file has a colour, not a rank: more digits would only take space.
fn three_digits(heat: f64) -> f64 {
    (heat * 1_000.0).round() / 1_000.0
}

/// Every function, by path and line.
pub(super) fn functions(files: &[AnalyzedFile]) -> Vec<Function> {
    files
        .iter()
        .flat_map(|file| {
            file.facts.functions.iter().map(|function| Function {
                path: file.path.clone(),
                name: function.name.clone(),
                start_line: function.start_line,
                end_line: function.end_line,
                cyclomatic: function.cyclomatic,
                cognitive: function.cognitive,
                parameters: function.parameters,
                nesting: function.nesting,
                halstead_volume: function.halstead_volume,
                maintainability_index: function.maintainability_index,
                code_lines: function.code_lines,
                in_test: function.in_test,
            })
        })
        .collect()
}

/// What the rules of these findings say, by id.
pub(super) fn rules<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<RuleText> {
    let spoke: BTreeSet<&str> = findings.map(|finding| finding.rule.as_str()).collect();
    spoke.into_iter().filter_map(rules::by_id).map(rules::Rule::text).collect()
}
