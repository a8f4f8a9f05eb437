//! Facts and chunks of single files, by what they depend on.

use std::mem::take;
use std::path::Path;

use git2::Oid;
use serde::{Deserialize, Serialize};
use types::{Chunk, SkipReason};

use super::LAYOUT_VERSION;
use super::sealed::Hash;
use super::store::{Key, Store};
use crate::detect::{self, PathClass};
use crate::facts::{CloneToken, FACTS_VERSION, FileClass, FileFacts, Fingerprint};
use crate::options::{Limits, Options};
use crate::{chunks, rules};

/// Bytes of one packed token, and of one packed fingerprint.
const PACKED: usize = 12;

/// What a file was found to be.
#[expect(clippy::large_enum_variant, reason = "nearly every one is a source")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Cached {
    /// Source, with its facts.
    Source(FileClass, FileFacts),
    /// Nothing to analyse.
    Other,
    /// Set apart by its contents.
    Skip(SkipReason),
}

/// Facts depend on the contents, what the path says, and its ending.
pub(crate) fn facts_key(blob: Oid, path: &str, class: PathClass) -> Key {
    let ending = detect::ending(path);
    let PathClass { language, language_is_said, test, written_by_hand } = class;
    let flags = [
        u8::from(language.is_some()),
        language.unwrap_or(0),
        u8::from(language_is_said),
        u8::from(test),
        u8::from(written_by_hand),
        u8::from(ending.is_some()),
    ];
    Key::new(blob, &[&flags, ending.unwrap_or_default().as_bytes()])
}

/// Chunks depend on the contents, what they were found to be, and the whole path.
pub(crate) fn chunk_key(blob: Oid, path: &str, class: FileClass) -> Key {
    let flags = [u8::from(class.language.is_some()), class.language.unwrap_or(0), u8::from(class.test)];
    Key::new(blob, &[&flags, path.as_bytes()])
}

/// What the analyses before found out about single files, and what this one adds.
pub(crate) struct FactsCache {
    facts: Store,
    /// `None` where nobody asks for chunks.
    chunks: Option<Store>,
}

impl FactsCache {
    /// Opens a repository's cache folder.
    pub(crate) fn open(folder: &Path, options: &Options) -> Self {
        let limits = &options.limits;
        let (facts, chunks) = rayon::join(
            || Store::open(folder, "facts", facts_context(limits)),
            || options.chunks.then(|| open_chunks(folder, limits)),
        );
        Self { facts, chunks }
    }

    /// What a file was found to be.
    pub(crate) fn file(&self, key: Key) -> Option<Cached> {
        let (counts, rest) = self.facts.get(key)?.split_first_chunk::<8>()?;
        let count = |bytes: &[u8]| usize::try_from(word(bytes)).ok()?.checked_mul(PACKED);
        let (tokens, rest) = rest.split_at_checked(count(counts)?)?;
        let (fingerprints, rest) = rest.split_at_checked(count(&counts[4..])?)?;
        let mut cached = rmp_serde::from_slice(rest).ok()?;
        if let Cached::Source(_, facts) = &mut cached {
            facts.tokens = tokens.chunks_exact(PACKED).map(token).collect();
            facts.fingerprints = fingerprints.chunks_exact(PACKED).map(fingerprint).collect();
        }
        self.facts.keep(key);
        Some(cached)
    }

    /// Keeps what a file was found to be.
    pub(crate) fn keep_file(&self, key: Key, cached: &mut Cached) {
        // Tokens and fingerprints are many and hold hashes: packed by hand they take a third of the time and space.
        let (tokens, fingerprints) = match cached {
            Cached::Source(_, facts) => (take(&mut facts.tokens), take(&mut facts.fingerprints)),
            _ => Default::default(),
        };
        let mut bytes = Vec::with_capacity(8 + (tokens.len() + fingerprints.len()) * PACKED + 512);
        bytes.extend_from_slice(&(tokens.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&(fingerprints.len() as u32).to_le_bytes());
        for CloneToken { exact, shape, line } in &tokens {
            for number in [exact, shape, line] {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        for Fingerprint { hash, at } in &fingerprints {
            bytes.extend_from_slice(&hash.to_le_bytes());
            bytes.extend_from_slice(&at.to_le_bytes());
        }
        if rmp_serde::encode::write(&mut bytes, cached).is_ok() {
            self.facts.add(key, bytes);
        }
        if let Cached::Source(_, facts) = cached {
            (facts.tokens, facts.fingerprints) = (tokens, fingerprints);
        }
    }

    /// A file's chunks.
    pub(crate) fn chunks(&self, key: Key) -> Option<Vec<Chunk>> {
        let store = self.chunks.as_ref()?;
        let chunks = rmp_serde::from_slice(store.get(key)?).ok()?;
        store.keep(key);
        Some(chunks)
    }

    /// Keeps a file's chunks.
    pub(crate) fn keep_chunks(&self, key: Key, chunks: &[Chunk]) {
        if let Some(store) = &self.chunks
            && let Ok(bytes) = rmp_serde::to_vec(chunks)
        {
            store.add(key, bytes);
        }
    }

    /// Writes down what was added.
    pub(crate) fn save(self) {
        let (facts, chunks) = rayon::join(|| self.facts.save(), || self.chunks.map_or(Ok(()), Store::save));
        if let Err(error) = facts.and(chunks) {
            tracing::warn!(%error, "the cache could not be written");
        }
    }
}

/// The chunks of files, in the order of their keys; `None` where one is missing.
pub(super) fn load_chunks(folder: &Path, limits: &Limits, keys: &[Key]) -> Option<Vec<Chunk>> {
    let store = open_chunks(folder, limits);
    let mut all = Vec::new();
    for &key in keys {
        all.append(&mut rmp_serde::from_slice(store.get(key)?).ok()?);
    }
    Some(all)
}

fn open_chunks(folder: &Path, limits: &Limits) -> Store {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&facts_context(limits));
    hasher.update(&chunks::CHUNKS_VERSION.to_le_bytes());
    Store::open(folder, "chunks", *hasher.finalize().as_bytes())
}

/// All that facts depend on beside the file.
fn facts_context(limits: &Limits) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&LAYOUT_VERSION.to_le_bytes());
    hasher.update(&FACTS_VERSION.to_le_bytes());
    hasher.update(&limits.file_bytes.to_le_bytes());
    hasher.update(&limits.depth.to_le_bytes());
    for rule in rules::ALL {
        hasher.update(rule.id.as_bytes());
        hasher.update(b"\n");
    }
    *hasher.finalize().as_bytes()
}

fn token(bytes: &[u8]) -> CloneToken {
    CloneToken { exact: word(bytes), shape: word(&bytes[4..]), line: word(&bytes[8..]) }
}

fn fingerprint(bytes: &[u8]) -> Fingerprint {
    let hash = u64::from(word(bytes)) | u64::from(word(&bytes[4..])) << 32;
    Fingerprint { hash, at: word(&bytes[8..]) }
}

fn word(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::{ChunkKind, Language, Totals};

    fn source() -> Cached {
        let facts = FileFacts {
            totals: Totals { files: 1, lines: 3, ..Totals::default() },
            tokens: vec![
                CloneToken { exact: u32::MAX, shape: 1, line: 2 },
                CloneToken { exact: 0, shape: 2, line: 3 },
            ],
            fingerprints: vec![Fingerprint { hash: u64::MAX - 1, at: 7 }],
            package: Some("p".to_owned()),
            ..FileFacts::default()
        };
        Cached::Source(FileClass { language: Some(1), test: true }, facts)
    }

    fn class(test: bool) -> PathClass {
        PathClass { language: Some(1), language_is_said: false, test, written_by_hand: false }
    }

    #[test]
    fn what_was_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let blob = Oid::from_str("00112233445566778899aabbccddeeff00112233").unwrap();
        let options = Options::default();
        let limits = &options.limits;
        let key = facts_key(blob, "a/x.py", class(true));
        let chunk_key = chunk_key(blob, "a/x.py", FileClass { language: Some(1), test: true });
        let chunks = vec![Chunk {
            path: "a/x.py".to_owned(),
            language: Language::new("python"),
            kind: ChunkKind::Function,
            symbol: None,
            start_line: 1,
            end_line: 2,
            text: "def f(): pass".to_owned(),
            content_hash: "0".repeat(64),
        }];

        let cache = FactsCache::open(folder.path(), &options);
        assert_eq!(cache.file(key), None);
        let mut kept = source();
        cache.keep_file(key, &mut kept);
        assert_eq!(kept, source(), "keeping changes nothing");
        cache.keep_chunks(chunk_key, &chunks);
        cache.save();

        let cache = FactsCache::open(folder.path(), &options);
        assert_eq!(cache.file(key), Some(source()));
        assert_eq!(cache.chunks(chunk_key).as_ref(), Some(&chunks));
        assert_eq!(load_chunks(folder.path(), limits, &[chunk_key]), Some(chunks));
        assert_eq!(load_chunks(folder.path(), limits, &[key]), None);
        let other = Options { limits: Limits { depth: 3, ..limits.clone() }, ..options.clone() };
        assert_eq!(FactsCache::open(folder.path(), &other).file(key), None);
    }

    #[test]
    fn keys_hold_what_facts_depend_on() {
        let blob = Oid::from_str("00112233445566778899aabbccddeeff00112233").unwrap();
        let key = facts_key(blob, "a/x.py", class(true));
        assert_eq!(key, facts_key(blob, "b/y.py", class(true)), "a move within a class costs no parse");
        assert_ne!(key, facts_key(blob, "b/y.py", class(false)));
        assert_ne!(key, facts_key(blob, "b/y.h", class(true)));
        assert_ne!(key, facts_key(blob, "a/.py", class(true)), "a leading dot begins no ending");
        assert_ne!(facts_key(blob, "x", class(true)), facts_key(blob, "x.", class(true)));
    }
}
