//! One level of a repository's folders: what stands right below a folder, with all that is in it.

use std::collections::BTreeMap;

use serde::Serialize;
use types::SourceFile;

use crate::{Error, Result};

/// What something on a level is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A folder, with all below it.
    Folder,
    /// A file.
    File,
    /// Something that stands elsewhere, and is imported or imports.
    Outside,
}

/// What stands right below a folder. Folders that hold nothing but one folder are passed through, at the top and in
/// each entry.
#[derive(Debug)]
pub(super) struct Level<'r> {
    /// The folder, without `/` at the end; empty for the root.
    pub(super) folder: &'r str,
    /// What stands in it, by the first part of its path below the folder.
    pub(super) entries: BTreeMap<&'r str, Entry<'r>>,
}

/// A file or folder of a level.
#[derive(Debug)]
pub(super) struct Entry<'r> {
    pub(super) path: &'r str,
    pub(super) kind: NodeKind,
    /// The file itself, or all below the folder.
    pub(super) files: Vec<&'r SourceFile>,
}

impl<'r> Level<'r> {
    /// The level below a folder, which is empty or `.` for the root.
    pub(super) fn below(files: &'r [SourceFile], folder: &str) -> Result<Self> {
        let folder = asked_for(folder)?;
        let inside: Vec<&SourceFile> = files.iter().filter(|file| is_below(&file.path, folder)).collect();
        if inside.is_empty() && !folder.is_empty() {
            return Err(Error::invalid("folder", "names no folder with files that were analysed"));
        }
        let folder = shared_folder(&inside);
        let mut parts: BTreeMap<&str, Vec<&SourceFile>> = BTreeMap::new();
        for file in inside {
            parts.entry(first_part(&file.path, folder)).or_default().push(file);
        }
        let entries = parts.into_iter().map(|(part, files)| (part, Entry::of(files, folder, part))).collect();
        Ok(Self { folder, entries })
    }

    /// The first part below the folder of a path that stands in it.
    pub(super) fn part<'p>(&self, path: &'p str) -> Option<&'p str> {
        is_below(path, self.folder).then(|| first_part(path, self.folder))
    }
}

impl<'r> Entry<'r> {
    fn of(files: Vec<&'r SourceFile>, folder: &str, part: &str) -> Self {
        let length = if folder.is_empty() { part.len() } else { folder.len() + 1 + part.len() };
        match files.as_slice() {
            [file] if file.path.len() == length => Self { path: &file.path, kind: NodeKind::File, files },
            _ => Self { path: shared_folder(&files), kind: NodeKind::Folder, files },
        }
    }

    /// A sum over its files.
    pub(super) fn sum(&self, of: impl Fn(&SourceFile) -> u64) -> u64 {
        self.files.iter().map(|file| of(file)).sum()
    }
}

/// A folder as a request names it.
fn asked_for(folder: &str) -> Result<&str> {
    let folder = folder.strip_suffix('/').unwrap_or(folder);
    if matches!(folder, "" | ".") {
        return Ok("");
    }
    if folder.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err(Error::invalid("folder", "must be a path from the root, as in 'src/api'"));
    }
    Ok(folder)
}

/// Whether a path stands in a folder.
fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The first part, below a folder, of a path that stands in it.
fn first_part<'p>(path: &'p str, folder: &str) -> &'p str {
    let rest = if folder.is_empty() { path } else { &path[folder.len() + 1..] };
    rest.split('/').next().unwrap_or(rest)
}

/// The deepest folder that all of these files stand in.
fn shared_folder<'r>(files: &[&'r SourceFile]) -> &'r str {
    let folder_of = |file: &&'r SourceFile| file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut folders = files.iter().map(folder_of);
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |shared, folder| {
        let mut shared = shared;
        while shared != folder && !is_below(folder, shared) {
            shared = shared.rsplit_once('/').map_or("", |(above, _)| above);
        }
        shared
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::source_file;

    fn files(paths: &[&str]) -> Vec<SourceFile> {
        paths.iter().map(|path| source_file(path)).collect()
    }

    const TREE: [&str; 7] = [
        "README.md",
        "src/main/java/org/shop/App.java",
        "src/main/java/org/shop/cart/Cart.java",
        "src/main/java/org/shop/cart/Item.java",
        "srcs/x.py",
        "web/ünï/a b.js",
        "web/ünï/deep/down/c.js",
    ];

    #[test]
    fn chains_of_folders_are_passed_through() {
        let files = files(&TREE);
        for (asked, folder, entries) in [
            ("", "", vec!["README.md", "src/main/java/org/shop", "srcs", "web/ünï"]),
            ("/", "", vec!["README.md", "src/main/java/org/shop", "srcs", "web/ünï"]),
            (".", "", vec!["README.md", "src/main/java/org/shop", "srcs", "web/ünï"]),
            ("src", "src/main/java/org/shop", vec![TREE[1], "src/main/java/org/shop/cart"]),
            ("src/main/", "src/main/java/org/shop", vec![TREE[1], "src/main/java/org/shop/cart"]),
            ("web", "web/ünï", vec![TREE[5], "web/ünï/deep/down"]),
            ("srcs", "srcs", vec!["srcs/x.py"]),
        ] {
            let level = Level::below(&files, asked).unwrap();
            let found: Vec<&str> = level.entries.values().map(|entry| entry.path).collect();
            assert_eq!((level.folder, found), (folder, entries), "{asked}");
        }
        let level = Level::below(&files, "").unwrap();
        assert_eq!(level.entries["src"].files.len(), 3);
        assert_eq!(level.entries["README.md"].kind, NodeKind::File);
        assert_eq!(level.entries["srcs"].kind, NodeKind::Folder, "a folder of one file is a folder");
    }

    #[test]
    fn what_is_no_folder_is_refused() {
        let files = files(&TREE);
        let long = "x/".repeat(5_000);
        for folder in
            ["nowhere", "sr", "README.md", "//", "/src", "src//main", "../etc", "src/..", "src/./main", &long]
        {
            assert!(matches!(Level::below(&files, folder), Err(Error::Invalid(_))), "{folder}");
        }
        assert!(Level::below(&[], "").unwrap().entries.is_empty());
    }
}
