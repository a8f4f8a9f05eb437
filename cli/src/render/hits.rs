//! Search hits: where, what, and the first lines of the code.

use serde::Deserialize;

use super::place;
use crate::terminal::{Paint, Style, clean, clean_block, fit};

/// Lines of code shown per hit.
const LINES: usize = 8;

/// What a search answers.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) items: Vec<Hit>,
    /// What stands in the way of a better answer.
    #[serde(default)]
    pub(crate) notice: Option<String>,
}

/// A piece of code that fits.
#[derive(Debug, Deserialize)]
pub(crate) struct Hit {
    pub(crate) repository: Option<Named>,
    pub(crate) path: String,
    pub(crate) symbol: Option<String>,
    pub(crate) start_line: u32,
    pub(crate) end_line: u32,
    pub(crate) score: f64,
    pub(crate) text: String,
}

/// The repository of a hit.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
}

/// The hits in lines of at most `columns`.
pub(crate) fn lines(answer: &Answer, style: Style, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> =
        answer.notice.iter().map(|notice| style.paint(Paint::Yellow, clean(notice))).collect();
    if answer.items.is_empty() {
        lines.push("Nothing found.".to_owned());
    }
    for hit in &answer.items {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(head(hit, style));
        let code = clean_block(&hit.text);
        let all = code.lines().count();
        lines.extend(code.lines().take(LINES).map(|line| format!("  {}", fit(line.trim_end(), columns - 2))));
        if all > LINES {
            lines.push(style.paint(Paint::Dim, format!("  … {} more lines", all - LINES)));
        }
    }
    lines
}

fn head(hit: &Hit, style: Style) -> String {
    let mut text =
        style.paint(Paint::Cyan, format!("{}-{}", place(&hit.path, Some(hit.start_line)), hit.end_line));
    if let Some(symbol) = &hit.symbol {
        text += &format!("  {}", style.paint(Paint::Bold, clean(symbol)));
    }
    let repository = hit.repository.as_ref().map(|repository| format!("  {}", clean(&repository.name)));
    text + &style.paint(Paint::Dim, format!("{}  {:.2}", repository.unwrap_or_default(), hit.score))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn hits_show_where_what_and_the_code() {
        let code = format!("fn convert() {{\n\tlet x = \"\x1b[2J\";\n{}}}", "    step();\n".repeat(20));
        let answer: Answer = serde_json::from_value(json!({"items": [{
            "repository": {"name": "shop"}, "path": "src/a.rs", "symbol": "convert", "start_line": 3, "end_line": 25,
            "score": 0.914, "text": code,
        }], "notice": "Vectors are not there yet."}))
        .unwrap();
        let text = lines(&answer, Style::plain(), 80).join("\n");
        assert!(
            text.starts_with(
                "Vectors are not there yet.\n\nsrc/a.rs:3-25  convert  shop  0.91\n  fn convert() {"
            ),
            "{text}"
        );
        assert!(text.contains("      let x = \"\\u{1b}[2J\";"), "{text}");
        assert!(text.ends_with("  … 15 more lines"), "{text}");
        assert!(lines(&Answer { items: Vec::new(), notice: None }, Style::plain(), 80) == ["Nothing found."]);
    }
}
