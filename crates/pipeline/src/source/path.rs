//! Paths as git keeps them - bytes - and as people read them.

use std::fmt::Write as _;

/// A path for people and JSON. Bytes that are not UTF-8 stand as `\xNN`, and so does the backslash, so that
/// different paths always look different.
pub fn display_path(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '\\' {
                text.push_str("\\x5c");
            } else {
                text.push(c);
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_paths() {
        for (bytes, expected) in [
            (&b"src/main.rs"[..], "src/main.rs"),
            (b"a b/c\nd.py", "a b/c\nd.py"),
            ("grüße.js".as_bytes(), "grüße.js"),
            (b"bad\xff\xfename.go", "bad\\xff\\xfename.go"),
            (b"literal\\xff.go", "literal\\x5cxff.go"),
        ] {
            assert_eq!(display_path(bytes), expected);
        }
    }

    proptest! {
        #[test]
        fn different_paths_look_different(a: Vec<u8>, b: Vec<u8>) {
            prop_assert_eq!(a == b, display_path(&a) == display_path(&b));
        }
    }
}
