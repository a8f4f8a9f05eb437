//! Word forms brought together: `parses`, `parsed` and `parsing` meet in `pars`.
//!
//! A light stemmer for English words as they stand in code: plurals, `-ed`, `-ing` and the silent `e`. On
//! code it serves as well as a full Snowball stemmer, and it leaves short names alone.

/// The stem of a word in lower case. Words that are not plain ASCII letters stay as they are.
pub(crate) fn stem(word: &str) -> &str {
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word;
    }
    let word = without_plural(word);
    let word = without_past_or_progressive(word);
    if word.len() > 3 { word.strip_suffix('e').unwrap_or(word) } else { word }
}

fn without_plural(word: &str) -> &str {
    if word.ends_with("sses") || (word.len() > 4 && word.ends_with("ies")) {
        return &word[..word.len() - 2];
    }
    if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return word;
    }
    word.strip_suffix('s').unwrap_or(word)
}

fn without_past_or_progressive(word: &str) -> &str {
    for end in ["ing", "ed"] {
        if let Some(rest) = word.strip_suffix(end)
            && rest.len() >= 3
        {
            return without_doubling(rest);
        }
    }
    word
}

/// `runn` is `run`, but `pars`, `call` and `pass` stay.
fn without_doubling(rest: &str) -> &str {
    let bytes = rest.as_bytes();
    let [.., before, last] = bytes else { return rest };
    if bytes.len() > 3 && before == last && !matches!(last, b'l' | b's' | b'z') {
        &rest[..rest.len() - 1]
    } else {
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["parse", "parses", "parsed", "parsing"][..],
            &["run", "running"],
            &["call", "calls", "called", "calling"],
            &["class", "classes"],
            &["file", "files", "filed"],
            &["index", "indexing", "indexed"],
            &["entries", "entrie"],
            &["cache", "caches", "cached", "caching"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        }
    }

    #[test]
    fn names_that_are_no_english_words_stay() {
        for word in ["ids", "red", "thing", "status", "axis", "utf8s", "größes", "bus", "æs"] {
            assert_eq!(stem(word), word);
        }
    }
}
