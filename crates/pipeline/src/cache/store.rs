//! A map from keys to bytes on the disk, made for few changes at a time.
//!
//! Two sealed files: the base, and what was added since. Most analyses change a few files, so they write the small
//! one; when that has grown to a quarter of the base, or half of the base is no longer asked for, both are made one.
//! Layout of each: how many entries, the index (key, where its bytes begin and how many they are), the bytes.

use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::Oid;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::sealed::{self, Hash, Sealed};

/// Bytes of one line of the index: blob, rest of the key, offset, length.
const LINE: usize = 20 + 8 + 8 + 8;

/// What something cached depends on, the versions apart: a blob, and a hash of all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Key {
    blob: [u8; 20],
    rest: u64,
}

impl Key {
    pub(super) fn new(blob: Oid, rest: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in rest {
            hasher.update(part);
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        let mut bytes = [0; 20];
        bytes.copy_from_slice(&blob.as_bytes()[..20]);
        Self { blob: bytes, rest: u64::from_le_bytes(first) }
    }
}

/// The map as it was opened, and what is asked of it and added to it.
pub(super) struct Store {
    base: File,
    added: File,
    context: Hash,
    asked: Mutex<Vec<Asked>>,
}

struct File {
    path: PathBuf,
    sealed: Option<Sealed>,
    index: FxHashMap<Key, Range<usize>>,
}

enum Asked {
    Known(Key),
    New(Key, Vec<u8>),
}

impl Store {
    /// Opens the map with a name in a folder.
    pub(super) fn open(folder: &Path, name: &str, context: Hash) -> Self {
        let base = File::open(folder.join(format!("{name}.bin")), &context);
        let added = File::open(folder.join(format!("{name}-added.bin")), &context);
        Self { base, added, context, asked: Mutex::new(Vec::new()) }
    }

    /// The bytes under a key.
    pub(super) fn get(&self, key: Key) -> Option<&[u8]> {
        self.added.get(key).or_else(|| self.base.get(key))
    }

    /// Says that what stands under a key is still good.
    pub(super) fn keep(&self, key: Key) {
        self.ask(Asked::Known(key));
    }

    /// Adds bytes under a key.
    pub(super) fn add(&self, key: Key, bytes: Vec<u8>) {
        self.ask(Asked::New(key, bytes));
    }

    /// Writes down what was added. What was neither added nor kept goes, sooner or later.
    pub(super) fn save(self) -> io::Result<()> {
        let Self { base, added, context, asked } = self;
        let asked = asked.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut in_base: Vec<(Key, &[u8])> = Vec::new();
        let mut beside: Vec<(Key, &[u8])> = Vec::new();
        let mut changed = false;
        for item in &asked {
            match item {
                Asked::New(key, bytes) => {
                    changed = true;
                    beside.push((*key, bytes));
                }
                Asked::Known(key) => match added.get(*key) {
                    Some(bytes) => beside.push((*key, bytes)),
                    None => in_base.extend(base.get(*key).map(|bytes| (*key, bytes))),
                },
            }
        }
        let size = |entries: &[(Key, &[u8])]| entries.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        let merge = size(&beside) * 4 > size(&in_base) || in_base.len() * 2 < base.index.len();
        if merge && (changed || in_base.len() < base.index.len()) {
            in_base.append(&mut beside);
            base.write(&context, in_base)?;
            return added.remove();
        }
        if changed { added.write(&context, beside) } else { Ok(()) }
    }

    fn ask(&self, item: Asked) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(item);
    }
}

impl File {
    fn open(path: PathBuf, context: &Hash) -> Self {
        let sealed = Sealed::read(&path, context);
        match sealed.as_ref().and_then(|sealed| read_index(sealed.contents())) {
            Some(index) => Self { path, sealed, index },
            None => Self { path, sealed: None, index: FxHashMap::default() },
        }
    }

    fn get(&self, key: Key) -> Option<&[u8]> {
        self.sealed.as_ref()?.contents().get(self.index.get(&key)?.clone())
    }

    fn write(&self, context: &Hash, mut entries: Vec<(Key, &[u8])>) -> io::Result<()> {
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries.dedup_by_key(|(key, _)| *key);
        sealed::write(&self.path, context, |to| write_entries(&entries, to))
    }

    fn remove(&self) -> io::Result<()> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

fn read_index(contents: &[u8]) -> Option<FxHashMap<Key, Range<usize>>> {
    let number = |bytes: &[u8]| bytes.try_into().ok().map(u64::from_le_bytes);
    let count = usize::try_from(number(contents.get(..8)?)?).ok()?;
    let lines = contents.get(8..count.checked_mul(LINE)?.checked_add(8)?)?;
    lines
        .chunks_exact(LINE)
        .map(|line| {
            let key = Key { blob: line[..20].try_into().ok()?, rest: number(&line[20..28])? };
            let start = usize::try_from(number(&line[28..36])?).ok()?;
            let length = usize::try_from(number(&line[36..44])?).ok()?;
            Some((key, start..start.checked_add(length)?))
        })
        .collect()
}

fn write_entries(entries: &[(Key, &[u8])], to: &mut dyn Write) -> io::Result<()> {
    to.write_all(&(entries.len() as u64).to_le_bytes())?;
    let mut start = 8 + entries.len() * LINE;
    for (key, bytes) in entries {
        to.write_all(&key.blob)?;
        to.write_all(&key.rest.to_le_bytes())?;
        to.write_all(&(start as u64).to_le_bytes())?;
        to.write_all(&(bytes.len() as u64).to_le_bytes())?;
        start += bytes.len();
    }
    entries.iter().try_for_each(|(_, bytes)| to.write_all(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CONTEXT: Hash = [3; 32];

    fn key(number: u8) -> Key {
        let blob = Oid::from_bytes(&[number; 20]).unwrap();
        Key::new(blob, &[b"rest"])
    }

    proptest! {
        /// Whatever is added and kept over many openings is there at the next, with its latest bytes.
        #[test]
        fn nothing_that_is_asked_for_is_lost(
            rounds in prop::collection::vec(prop::collection::vec((0..20u8, any::<bool>()), 0..20), 1..8)
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut before: std::collections::BTreeMap<u8, Vec<u8>> = std::collections::BTreeMap::new();
            for round in rounds {
                let store = Store::open(folder.path(), "x", CONTEXT);
                let mut now = std::collections::BTreeMap::new();
                for (number, large) in round {
                    if now.contains_key(&number) {
                        continue;
                    }
                    let bytes = match before.get(&number) {
                        Some(bytes) => {
                            prop_assert_eq!(store.get(key(number)), Some(&bytes[..]));
                            store.keep(key(number));
                            bytes.clone()
                        }
                        None => {
                            let bytes = vec![number; if large { 1000 } else { 3 }];
                            store.add(key(number), bytes.clone());
                            bytes
                        }
                    };
                    now.insert(number, bytes);
                }
                store.save().unwrap();
                before = now;
            }
            let store = Store::open(folder.path(), "x", CONTEXT);
            for (number, bytes) in before {
                prop_assert_eq!(store.get(key(number)), Some(&bytes[..]));
            }
        }
    }

    #[test]
    fn a_small_change_writes_a_small_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), "x", CONTEXT);
        (0..100).for_each(|number| store.add(key(number), vec![number; 1000]));
        store.save().unwrap();
        let base = std::fs::metadata(folder.path().join("x.bin")).unwrap().modified().unwrap();
        let store = Store::open(folder.path(), "x", CONTEXT);
        (1..100).for_each(|number| store.keep(key(number)));
        store.add(key(200), vec![1; 1000]);
        store.save().unwrap();
        assert_eq!(std::fs::metadata(folder.path().join("x.bin")).unwrap().modified().unwrap(), base);
        assert!(std::fs::metadata(folder.path().join("x-added.bin")).unwrap().len() < 2000);
    }
}
