//! Names split into words, and the text of a chunk as it is embedded.
//!
//! Analysis (content hashes), embedding and search must agree on both, so both stand here.

use crate::Chunk;

/// The words of a text or identifier, in order, as they are written.
///
/// Letters and digits make words; everything else stands between them. Within an identifier a new word
/// begins at a capital after a small letter or digit (`getUserName`), and at the last capital of a run
/// that goes on in small letters (`HTTPServer` is `HTTP`, `Server`). Digits stay with the letters before
/// them (`utf8`, `sha256`), and a plural `s` with its capitals (`URLs`).
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()).flat_map(split_run)
}

/// The words of an identifier or path in lower case: `getUserName` is `get`, `user`, `name`.
pub fn split_identifier(name: &str) -> Vec<String> {
    words(name).map(str::to_lowercase).collect()
}

/// The text that stands for a chunk when it is embedded, and that its content hash is taken over: the
/// words of its symbol and of its path in front, then its source, doc comment included, without
/// indentation.
///
/// The model reads few tokens and weighs the first ones most: a question names what a symbol is called
/// and where it stands far more often than a statement within it.
pub fn embedded_text(chunk: &Chunk) -> String {
    let mut text = String::with_capacity(chunk.path.len() + chunk.text.len() + 32);
    if let Some(symbol) = &chunk.symbol {
        push_words(&mut text, symbol);
        text.push_str(". ");
    }
    push_words(&mut text, &chunk.path);
    for line in chunk.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        text.push('\n');
        text.push_str(line);
    }
    text
}

fn push_words(text: &mut String, name: &str) {
    text.push_str(&split_identifier(name).join(" "));
}

/// Cuts a run of letters and digits where a new word begins.
fn split_run(run: &str) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, after) = rest.split_at(word_end(rest));
        rest = after;
        Some(word)
    })
}

/// Where the first word of a run ends, in bytes.
fn word_end(run: &str) -> usize {
    let mut before: Option<char> = None;
    let mut chars = run.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, next)| next);
        if let Some(before) = before
            && c.is_uppercase()
            && (!before.is_uppercase()
                || after.is_some_and(|next| next.is_lowercase() && !is_plural(&run[at + c.len_utf8()..])))
        {
            return at;
        }
        before = Some(c);
    }
    run.len()
}

/// Whether what follows a capital is only the `s` of a plural: `URLs`, `IDsOf`.
fn is_plural(after: &str) -> bool {
    let mut chars = after.chars();
    chars.next() == Some('s') && chars.next().is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ChunkKind, Language};

    #[test]
    fn identifiers_split_where_a_reader_would() {
        for (name, expected) in [
            ("getUserName", "get user name"),
            ("get_user_name", "get user name"),
            ("HTTPServer", "http server"),
            ("parseJSON", "parse json"),
            ("XMLHttpRequest", "xml http request"),
            ("sha256Sum", "sha256 sum"),
            ("utf8", "utf8"),
            ("base64encode", "base64encode"),
            ("allURLs", "all urls"),
            ("userIDsOf", "user ids of"),
            ("SCREAMING_SNAKE", "screaming snake"),
            ("Parser::next", "parser next"),
            ("src/http/client.py", "src http client py"),
            ("__init__", "init"),
            ("größeÄndern", "größe ändern"),
            ("A", "a"),
            ("", ""),
            ("_-/.", ""),
        ] {
            assert_eq!(split_identifier(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn embedded_text_puts_words_in_front_and_drops_indentation() {
        let chunk = Chunk {
            path: "lib/userStore.py".to_owned(),
            language: Language::new("python"),
            kind: ChunkKind::Function,
            symbol: Some("UserStore.getName".to_owned()),
            start_line: 1,
            end_line: 3,
            text: "def getName(self):\n\n        return self.name\n".to_owned(),
            content_hash: String::new(),
        };
        assert_eq!(
            embedded_text(&chunk),
            "user store get name. lib user store py\ndef getName(self):\nreturn self.name"
        );
    }
}
