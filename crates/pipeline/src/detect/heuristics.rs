//! File name endings that several languages share: the contents decide.

use memchr::memmem;

use super::ending;
use crate::languages;

/// The language of a file whose ending says `language`, by its contents; `None` where it is none that is known.
pub(super) fn decide(path: &str, language: u8, text: &str) -> Option<u8> {
    let has = |needle: &str| memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let ending = ending(path).unwrap_or_default();
    let id = match ending {
        // A header of C, C++ or Objective-C.
        "h" if has("@interface") || has("@protocol") => "objective-c",
        "h" if ["\nclass ", "\nnamespace ", "\ntemplate", "std::", "\nusing "].into_iter().any(has) => "cpp",
        // Objective-C, or MATLAB.
        "m" if !["@implementation", "@interface", "#import", "#include"].into_iter().any(has) => return None,
        // TypeScript, or a translation of Qt.
        "ts" if text.trim_start().starts_with("<?xml") || has("<!DOCTYPE TS>") => return None,
        // Perl, or Prolog.
        "pl" if has(":-") && !has("use strict") && !has("my $") => return None,
        // D, or what a compiler writes for make.
        "d" if text.lines().next().is_some_and(|line| line.ends_with('\\') || line.contains(": ")) => {
            return None;
        }
        _ => return Some(language),
    };
    languages::by_id(id)
}

/// The language that a `#!` line names.
pub(super) fn by_shebang(text: &str) -> Option<u8> {
    let line = text.lines().next()?.strip_prefix("#!")?;
    let mut words = line.split_whitespace();
    let mut program = words.next()?.rsplit('/').next()?;
    if program == "env" {
        // `env -S python3 -u`, `env VAR=1 node`
        program = words.find(|word| !word.starts_with('-') && !word.contains('='))?.rsplit('/').next()?;
    }
    languages::by_interpreter(program).or_else(|| {
        languages::by_interpreter(program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interpreters() {
        for (text, expected) in [
            ("#!/usr/bin/env python3\nprint()", Some("python")),
            ("#!/usr/bin/python3.12 -u\n", Some("python")),
            ("#!/usr/bin/env -S node --flag\n", Some("javascript")),
            ("#!/bin/bash\n", Some("shell")),
            ("#! /bin/sh\n", Some("shell")),
            ("#!/usr/bin/env\n", None),
            ("#!/opt/whatever\n", None),
            ("print()", None),
        ] {
            assert_eq!(by_shebang(text).map(languages::id), expected, "{text}");
        }
    }

    #[test]
    fn shared_endings() {
        for (path, said, text, expected) in [
            ("a.h", "c", "#include <stdio.h>\nint f(void);\n", Some("c")),
            ("a.h", "c", "#pragma once\nnamespace x {\n}\n", Some("cpp")),
            ("a.ts", "typescript", "export const x = 1;\n", Some("typescript")),
            ("a.ts", "typescript", "<?xml version=\"1.0\"?>\n<!DOCTYPE TS>\n", None),
            ("a.m", "objective-c", "function y = f(x)\n", None),
        ] {
            let said = languages::by_id(said).unwrap();
            assert_eq!(decide(path, said, text).map(languages::id), expected, "{path} {text}");
        }
    }
}
