//! What a task about findings is called.

use crate::Category;

/// A command that names the place and what a rule calls the offence: `Mend src/a.py: error swallowed in silence`.
pub fn finding_task_title(category: Category, place: &str, offence: &str) -> String {
    format!("{} {place}: {}", command(category), within_a_sentence(offence))
}

/// What to do with a place.
const fn command(category: Category) -> &'static str {
    match category {
        Category::Security => "Close the weakness in",
        Category::Reliability => "Mend",
        Category::Maintainability => "Tidy up",
    }
}

/// In small letters where it begins; names such as `SQL` and `TLS` stay as they are.
fn within_a_sentence(offence: &str) -> String {
    let mut chars = offence.chars();
    match chars.next() {
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => offence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_sentences() {
        let title = |category, offence| finding_task_title(category, "a.py", offence);
        assert_eq!(
            title(Category::Security, "SQL made of text"),
            "Close the weakness in a.py: SQL made of text"
        );
        assert_eq!(
            title(Category::Reliability, "Both branches do the same"),
            "Mend a.py: both branches do the same"
        );
        assert_eq!(
            title(Category::Maintainability, "`x` without a reason"),
            "Tidy up a.py: `x` without a reason"
        );
    }
}
