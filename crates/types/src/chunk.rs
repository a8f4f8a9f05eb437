//! A piece of source that is embedded and searchable.

use serde::{Deserialize, Serialize};

use crate::Language;

/// What a chunk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChunkKind {
    /// A function or method.
    Function,
    /// A class, struct, trait, interface or enum, without the bodies of its methods.
    Type,
    /// Several small neighbours, or what stands between symbols.
    Block,
}

impl ChunkKind {
    /// The name used in JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Type => "type",
            Self::Block => "block",
        }
    }
}

crate::finding::named!(ChunkKind, "function, type, block",
    "function" => Self::Function, "type" => Self::Type, "block" => Self::Block);

/// A piece of source, cut along the syntax tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// Path in the repository.
    pub path: String,
    /// Its language.
    pub language: Language,
    /// What it holds.
    pub kind: ChunkKind,
    /// The symbol's name with its owner, where there is one.
    pub symbol: Option<String>,
    /// First line, from 1, its doc comment included.
    pub start_line: u32,
    /// Last line, inclusive.
    pub end_line: u32,
    /// The source as it stands.
    pub text: String,
    /// BLAKE3 of what is embedded (path and name words, doc, code), 64 hexadecimal digits: equal hashes
    /// have equal vectors.
    pub content_hash: String,
}
