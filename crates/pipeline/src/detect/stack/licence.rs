//! Licences by what only their texts say, and by the names that manifests give them.

use std::sync::LazyLock;

use regex::Regex;

/// Whether a file name is that of a licence's text.
pub(super) fn is_licence(name: &str) -> bool {
    let name = name.to_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].iter().any(|word| name.starts_with(word))
        && !name.ends_with(".RS")
        && !name.ends_with(".PY")
        && !name.ends_with(".JS")
        && !name.ends_with(".GO")
}

/// A licence, all of the phrases that its text holds, and phrases that would make it another one.
struct Text {
    id: &'static str,
    holds: &'static [&'static str],
    lacks: &'static [&'static str],
}

/// The first that fits. Phrases stand in small letters with single spaces.
static TEXTS: &[Text] = &[
    Text { id: "AGPL-3.0", holds: &["gnu affero general public license version 3"], lacks: &[] },
    Text { id: "LGPL-3.0", holds: &["gnu lesser general public license version 3"], lacks: &[] },
    Text { id: "LGPL-2.1", holds: &["gnu lesser general public license version 2.1"], lacks: &[] },
    Text { id: "GPL-3.0", holds: &["gnu general public license version 3, 29 june 2007"], lacks: &[] },
    Text { id: "GPL-2.0", holds: &["gnu general public license version 2, june 1991"], lacks: &[] },
    Text { id: "MPL-2.0", holds: &["mozilla public license", "2.0", "covered software"], lacks: &[] },
    Text { id: "Apache-2.0", holds: &["apache license", "version 2.0, january 2004"], lacks: &[] },
    Text { id: "Apache-2.0", holds: &["licensed under the apache license, version 2.0"], lacks: &[] },
    Text { id: "EPL-2.0", holds: &["eclipse public license - v 2.0"], lacks: &[] },
    Text { id: "BSL-1.0", holds: &["boost software license - version 1.0"], lacks: &[] },
    Text { id: "CC0-1.0", holds: &["cc0 1.0 universal"], lacks: &[] },
    Text {
        id: "Unlicense",
        holds: &["this is free and unencumbered software released into the public domain"],
        lacks: &[],
    },
    Text {
        id: "Zlib",
        holds: &["the origin of this software must not be misrepresented", "altered source versions"],
        lacks: &[],
    },
    Text {
        id: "BSD-3-Clause",
        holds: &["redistribution and use in source and binary forms", "endorse or promote products"],
        lacks: &[],
    },
    Text {
        id: "BSD-2-Clause",
        holds: &["redistribution and use in source and binary forms"],
        lacks: &["endorse or promote"],
    },
    Text {
        id: "ISC",
        holds: &[
            "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee",
        ],
        lacks: &[],
    },
    Text {
        id: "ISC",
        holds: &[
            "permission to use, copy, modify, and distribute this software for any purpose with or without fee",
        ],
        lacks: &[],
    },
    Text {
        id: "MIT-0",
        holds: &["permission is hereby granted, free of charge", "without restriction"],
        lacks: &["the above copyright notice and this permission notice"],
    },
    Text {
        id: "MIT",
        holds: &["permission is hereby granted, free of charge", "without restriction"],
        lacks: &[],
    },
    Text { id: "Python-2.0", holds: &["python software foundation license version 2"], lacks: &[] },
];

/// The licence that a text is, by its SPDX id.
pub(super) fn recognise(text: &str) -> Option<&'static str> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    TEXTS
        .iter()
        .find(|known| {
            known.holds.iter().all(|phrase| text.contains(phrase))
                && !known.lacks.iter().any(|phrase| text.contains(phrase))
        })
        .map(|known| known.id)
}

/// Licences as people name them, in small letters, and their SPDX ids.
const NAMES: &[(&str, &str)] = &[
    ("apache license, version 2.0", "Apache-2.0"),
    ("apache license version 2.0", "Apache-2.0"),
    ("apache license 2.0", "Apache-2.0"),
    ("apache software license, version 2.0", "Apache-2.0"),
    ("apache software license", "Apache-2.0"),
    ("apache 2.0", "Apache-2.0"),
    ("apache 2", "Apache-2.0"),
    ("apache-2", "Apache-2.0"),
    ("asl 2.0", "Apache-2.0"),
    ("mit license", "MIT"),
    ("expat", "MIT"),
    ("isc license", "ISC"),
    ("bsd 3-clause", "BSD-3-Clause"),
    ("bsd 3-clause license", "BSD-3-Clause"),
    ("new bsd license", "BSD-3-Clause"),
    ("bsd 2-clause", "BSD-2-Clause"),
    ("simplified bsd license", "BSD-2-Clause"),
    ("gplv2", "GPL-2.0"),
    ("gplv3", "GPL-3.0"),
    ("gnu general public license v3", "GPL-3.0"),
    ("lgplv3", "LGPL-3.0"),
    ("agplv3", "AGPL-3.0"),
    ("gnu affero general public license v3", "AGPL-3.0"),
    ("eclipse public license v2.0", "EPL-2.0"),
];

/// The licences that a manifest names, by their SPDX ids where they are known, each for itself.
pub(super) fn named(text: &str) -> Vec<&str> {
    static BETWEEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:\s+(?:OR|AND)\s+|/)").ok());
    let Some(between) = BETWEEN.as_ref() else { return Vec::new() };
    between
        .split(text)
        .map(|name| name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')')))
        .filter(|name| !name.is_empty())
        .map(|name| {
            let small = name.to_lowercase();
            let small = small.strip_prefix("the ").unwrap_or(&small);
            NAMES.iter().find(|(known, _)| *known == small).map_or(name, |(_, id)| *id)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart() {
        for (text, expected) in [
            (
                "MIT License\n\nPermission is hereby granted, free of\n charge, to any person ... without restriction, ... The above copyright notice and this permission notice shall",
                Some("MIT"),
            ),
            ("Apache License\n   Version 2.0, January 2004\n", Some("Apache-2.0")),
            ("GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007", Some("GPL-3.0")),
            ("GNU LESSER GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007", Some("LGPL-3.0")),
            ("GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3, 19 November 2007", Some("AGPL-3.0")),
            (
                "Redistribution and use in source and binary forms, with or without modification",
                Some("BSD-2-Clause"),
            ),
            (
                "Redistribution and use in source and binary forms ... endorse or promote products",
                Some("BSD-3-Clause"),
            ),
            ("All rights reserved.", None),
        ] {
            assert_eq!(recognise(text), expected, "{text}");
        }
    }

    #[test]
    fn licences_go_by_their_ids() {
        for (text, expected) in [
            ("MIT", &["MIT"][..]),
            ("The Apache Software License, Version 2.0", &["Apache-2.0"]),
            ("MIT OR Apache-2.0", &["MIT", "Apache-2.0"]),
            ("Unlicense/MIT", &["Unlicense", "MIT"]),
            ("(MIT AND BSD-3-Clause)", &["MIT", "BSD-3-Clause"]),
            ("House rules", &["House rules"]),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_licences() {
        for (name, expected) in [
            ("LICENSE", true),
            ("LICENSE-MIT", true),
            ("LICENCE.md", true),
            ("COPYING", true),
            ("license.rs", false),
            ("main.rs", false),
        ] {
            assert_eq!(is_licence(name), expected, "{name}");
        }
    }
}
