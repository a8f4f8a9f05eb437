//! Names and messages come from other people's repositories: nothing of theirs may command the terminal.

/// The text on one line, with everything that a terminal would obey or hide written out: control characters,
/// escape sequences, line breaks, and marks that turn the direction of writing.
pub(crate) fn clean(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        push_safe(&mut safe, c);
    }
    safe
}

/// The same for a text of several lines: line breaks stay, tabs become spaces.
pub(crate) fn clean_block(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => safe.push('\n'),
            '\r' => {}
            '\t' => safe.push_str("    "),
            other => push_safe(&mut safe, other),
        }
    }
    safe
}

fn push_safe(safe: &mut String, c: char) {
    match c {
        '\n' => safe.push_str("\\n"),
        '\r' => safe.push_str("\\r"),
        '\t' => safe.push_str("\\t"),
        c if is_hostile(c) => safe.extend(c.escape_unicode()),
        c => safe.push(c),
    }
}

/// Control characters (C0, DEL, C1), and characters that show nothing but change how their neighbours are shown:
/// bidirectional controls (Unicode TR 9), zero-width ones, line and paragraph separators, tags, and the byte order
/// mark.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hostile_gets_through() {
        for (hostile, safe) in [
            ("plain/päth.rs", "plain/päth.rs"),
            ("\x1b[2J\x1b]0;owned\x07", "\\u{1b}[2J\\u{1b}]0;owned\\u{7}"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("user\u{202e}gpj.exe", "user\\u{202e}gpj.exe"),
            ("zero\u{200b}width\u{feff}", "zero\\u{200b}width\\u{feff}"),
            ("c1\u{9b}31m", "c1\\u{9b}31m"),
            ("del\u{7f}", "del\\u{7f}"),
        ] {
            assert_eq!(clean(hostile), safe);
        }
        assert_eq!(clean_block("fn x() {\r\n\ty\x1b[0m\n}"), "fn x() {\n    y\\u{1b}[0m\n}");
    }
}
