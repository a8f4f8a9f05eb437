//! Facts and chunks of single files, by what they depend on.

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::Oid;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use types::{Chunk, SkipReason};

use super::LAYOUT_VERSION;
use super::sealed::{self, Hash, Sealed};
use crate::detect::PathClass;
use crate::facts::{CloneToken, FACTS_VERSION, FileClass, FileFacts};
use crate::options::Limits;
use crate::{chunks, rules};

/// Bytes of one line of the index: kind, blob, rest of the key, offset, length.
const LINE: usize = 1 + 20 + 8 + 8 + 8;
/// Bytes of one packed token.
const TOKEN: usize = 12;

/// What a file was found to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Cached {
    /// Source, with its facts.
    Source(FileClass, FileFacts),
    /// Nothing to analyse.
    Other,
    /// Set apart by its contents.
    Skip(SkipReason),
}

/// What something cached depends on, the versions apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    kind: u8,
    blob: [u8; 20],
    rest: u64,
}

impl Key {
    /// Facts depend on the contents, what the path says, and its ending.
    pub(crate) fn facts(blob: Oid, path: &str, class: PathClass) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let PathClass { language, language_is_said, test, written_by_hand } = class;
        let flags = [
            u8::from(language.is_some()),
            language.unwrap_or(0),
            u8::from(language_is_said),
            u8::from(test),
            u8::from(written_by_hand),
        ];
        Self::new(0, blob, &[&flags, ending.as_bytes()])
    }

    /// Chunks depend on the contents, what they were found to be, and the whole path.
    pub(crate) fn chunks(blob: Oid, path: &str, class: FileClass) -> Self {
        let flags = [u8::from(class.language.is_some()), class.language.unwrap_or(0), u8::from(class.test)];
        Self::new(1, blob, &[&flags, path.as_bytes()])
    }

    fn new(kind: u8, blob: Oid, rest: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in rest {
            hasher.update(part);
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        let mut bytes = [0; 20];
        bytes.copy_from_slice(&blob.as_bytes()[..20]);
        Self { kind, blob: bytes, rest: u64::from_le_bytes(first) }
    }
}

/// The facts of the last analysis, and those that this one adds.
pub(crate) struct FactsCache {
    path: PathBuf,
    context: Hash,
    old: Option<(Sealed, FxHashMap<Key, Range<usize>>)>,
    /// What this analysis has asked for: only that is kept.
    used: Mutex<Vec<Use>>,
}

enum Use {
    Old(Key),
    New(Key, Vec<u8>),
}

impl FactsCache {
    /// Opens a repository's cache folder.
    pub(crate) fn open(folder: &Path, limits: &Limits) -> Self {
        let path = folder.join("facts.bin");
        let context = context(limits);
        let old = Sealed::read(&path, &context).and_then(|sealed| {
            let index = read_index(sealed.contents())?;
            Some((sealed, index))
        });
        Self { path, context, old, used: Mutex::new(Vec::new()) }
    }

    /// What a file was found to be.
    pub(crate) fn file(&self, key: Key) -> Option<Cached> {
        let bytes = self.get(key)?;
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        let (packed, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let mut cached = rmp_serde::from_slice(rest).ok()?;
        if let Cached::Source(_, facts) = &mut cached {
            facts.tokens = unpack(packed);
        }
        self.mark(Use::Old(key));
        Some(cached)
    }

    /// Keeps what a file was found to be.
    pub(crate) fn keep_file(&self, key: Key, cached: &mut Cached) {
        // Tokens are many and hold hashes: packed by hand they take a third of the time and space.
        let tokens = match cached {
            Cached::Source(_, facts) => std::mem::take(&mut facts.tokens),
            _ => Vec::new(),
        };
        let mut bytes = Vec::with_capacity(8 + tokens.len() * TOKEN + 512);
        bytes.extend_from_slice(&((tokens.len() * TOKEN) as u64).to_le_bytes());
        pack(&tokens, &mut bytes);
        if rmp_serde::encode::write(&mut bytes, cached).is_ok() {
            self.mark(Use::New(key, bytes));
        }
        if let Cached::Source(_, facts) = cached {
            facts.tokens = tokens;
        }
    }

    /// A file's chunks.
    pub(crate) fn chunks(&self, key: Key) -> Option<Vec<Chunk>> {
        let chunks = rmp_serde::from_slice(self.get(key)?).ok()?;
        self.mark(Use::Old(key));
        Some(chunks)
    }

    /// Keeps a file's chunks.
    pub(crate) fn keep_chunks(&self, key: Key, chunks: &[Chunk]) {
        if let Ok(bytes) = rmp_serde::to_vec(chunks) {
            self.mark(Use::New(key, bytes));
        }
    }

    /// Writes down what was used, where that is not what stands there already.
    pub(crate) fn save(self) {
        let Self { path, context, old, used } = self;
        let used = used.into_inner().unwrap_or_else(PoisonError::into_inner);
        let unchanged = used.iter().all(|item| matches!(item, Use::Old(_)));
        let before = old.as_ref().map_or(0, |(_, index)| index.len());
        // A few entries that nobody asks for any more do no harm.
        if unchanged && used.len() + used.len() / 4 >= before {
            return;
        }
        let mut entries: Vec<(Key, &[u8])> = used
            .iter()
            .filter_map(|item| match item {
                Use::New(key, bytes) => Some((*key, &bytes[..])),
                Use::Old(key) => {
                    let (sealed, index) = old.as_ref()?;
                    Some((*key, sealed.contents().get(index.get(key)?.clone())?))
                }
            })
            .collect();
        entries.sort_unstable_by_key(|(key, _)| (key.kind, key.blob, key.rest));
        entries.dedup_by_key(|(key, _)| *key);
        if let Err(error) = sealed::write(&path, &context, |to| write_entries(&entries, to)) {
            tracing::warn!(%error, "the cache could not be written");
        }
    }

    fn get(&self, key: Key) -> Option<&[u8]> {
        let (sealed, index) = self.old.as_ref()?;
        sealed.contents().get(index.get(&key)?.clone())
    }

    fn mark(&self, item: Use) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).push(item);
    }
}

/// All that facts and chunks depend on beside the file.
fn context(limits: &Limits) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for version in [LAYOUT_VERSION, FACTS_VERSION, chunks::CHUNKS_VERSION] {
        hasher.update(&version.to_le_bytes());
    }
    hasher.update(&limits.file_bytes.to_le_bytes());
    hasher.update(&limits.depth.to_le_bytes());
    for rule in rules::ALL {
        hasher.update(rule.id.as_bytes());
        hasher.update(b"\n");
    }
    *hasher.finalize().as_bytes()
}

fn read_index(contents: &[u8]) -> Option<FxHashMap<Key, Range<usize>>> {
    let (count, rest) = contents.split_first_chunk::<8>()?;
    let count = usize::try_from(u64::from_le_bytes(*count)).ok()?;
    let lines = rest.get(..count.checked_mul(LINE)?)?;
    let number = |bytes: &[u8]| bytes.try_into().ok().map(u64::from_le_bytes);
    lines
        .chunks_exact(LINE)
        .map(|line| {
            let key = Key { kind: line[0], blob: line[1..21].try_into().ok()?, rest: number(&line[21..29])? };
            let start = usize::try_from(number(&line[29..37])?).ok()?;
            let length = usize::try_from(number(&line[37..45])?).ok()?;
            Some((key, start..start.checked_add(length)?))
        })
        .collect()
}

fn write_entries(entries: &[(Key, &[u8])], to: &mut dyn Write) -> std::io::Result<()> {
    to.write_all(&(entries.len() as u64).to_le_bytes())?;
    let mut start = 8 + entries.len() * LINE;
    for (key, bytes) in entries {
        to.write_all(&[key.kind])?;
        to.write_all(&key.blob)?;
        to.write_all(&key.rest.to_le_bytes())?;
        to.write_all(&(start as u64).to_le_bytes())?;
        to.write_all(&(bytes.len() as u64).to_le_bytes())?;
        start += bytes.len();
    }
    entries.iter().try_for_each(|(_, bytes)| to.write_all(bytes))
}

fn pack(tokens: &[CloneToken], into: &mut Vec<u8>) {
    for CloneToken { exact, shape, line } in tokens {
        into.extend_from_slice(&exact.to_le_bytes());
        into.extend_from_slice(&shape.to_le_bytes());
        into.extend_from_slice(&line.to_le_bytes());
    }
}

fn unpack(bytes: &[u8]) -> Vec<CloneToken> {
    let number = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    bytes
        .chunks_exact(TOKEN)
        .map(|token| CloneToken { exact: number(token), shape: number(&token[4..]), line: number(&token[8..]) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::{ChunkKind, Language, Totals};

    fn source() -> Cached {
        let facts = FileFacts {
            totals: Totals { files: 1, lines: 3, ..Totals::default() },
            tokens: vec![CloneToken { exact: u32::MAX, shape: 1, line: 2 }, CloneToken { exact: 0, shape: 2, line: 3 }],
            package: Some("p".to_owned()),
            ..FileFacts::default()
        };
        Cached::Source(FileClass { language: Some(1), test: true }, facts)
    }

    fn class(test: bool) -> PathClass {
        PathClass { language: Some(1), language_is_said: false, test, written_by_hand: false }
    }

    #[test]
    fn what_was_kept_comes_back_until_it_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let blob = Oid::from_str("00112233445566778899aabbccddeeff00112233").unwrap();
        let limits = Limits::default();
        let key = Key::facts(blob, "a/x.py", class(true));
        let chunk_key = Key::chunks(blob, "a/x.py", FileClass { language: Some(1), test: true });
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

        let cache = FactsCache::open(folder.path(), &limits);
        assert_eq!(cache.file(key), None);
        let mut kept = source();
        cache.keep_file(key, &mut kept);
        assert_eq!(kept, source(), "keeping changes nothing");
        cache.keep_chunks(chunk_key, &chunks);
        cache.save();

        let cache = FactsCache::open(folder.path(), &limits);
        assert_eq!(cache.file(key), Some(source()));
        assert_eq!(cache.chunks(chunk_key), Some(chunks));
        // A file moved to a folder of the same class has the same facts and other chunks.
        assert_eq!(key, Key::facts(blob, "b/y.py", class(true)));
        assert_ne!(key, Key::facts(blob, "b/y.py", class(false)));
        assert_ne!(key, Key::facts(blob, "b/y.h", class(true)));
        let other = Key::facts(blob, "z.py", class(false));
        cache.keep_file(other, &mut Cached::Skip(SkipReason::Binary));
        cache.save();

        let cache = FactsCache::open(folder.path(), &limits);
        assert_eq!(cache.file(other), Some(Cached::Skip(SkipReason::Binary)));
        cache.keep_file(other, &mut Cached::Other);
        cache.save();
        let cache = FactsCache::open(folder.path(), &limits);
        assert_eq!(cache.file(key), None, "nobody asked for it the last time");
        assert!(FactsCache::open(folder.path(), &Limits { depth: 3, ..limits }).file(other).is_none());
    }
}
