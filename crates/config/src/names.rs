//! Known names: those of a struct's fields, and the nearest to one that was mistyped.

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// The name among `known` that `name` was probably meant to be, if one is near.
///
/// Near is an optimal string alignment distance (insertions, deletions, replacements, swaps of neighbours) of at
/// most a third of the longer name.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| distance * 3 <= name.chars().count().max(candidate.chars().count()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The names of a struct's fields, as serde knows them.
pub(crate) fn fields_of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut fields: &'static [&'static str] = &[];
    // The probe always answers with an error: it only listens to what the type asks for.
    drop(T::deserialize(Probe(&mut fields)));
    fields
}

/// Takes down the names of the fields that a type asks for.
struct Probe<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("not a struct"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        Err(Self::Error::custom("fields noted"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Optimal string alignment distance.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut rows = vec![vec![0; right.len() + 1]; left.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=left.len() {
        for j in 1..=right.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ServerSettings, Settings};

    #[test]
    fn nearest_finds_what_was_meant_and_nothing_far() {
        let known = ["listen", "cors_origins", "grace_seconds"];
        for (typed, meant) in [
            ("lisen", Some("listen")),
            ("litsen", Some("listen")),
            ("cors_origin", Some("cors_origins")),
            ("grace", None),
            ("x", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }

    #[test]
    fn fields_are_the_keys_of_the_file() {
        assert_eq!(
            fields_of::<ServerSettings>(),
            ["listen", "cors_origins", "grace_seconds", "event_streams"]
        );
        assert_eq!(
            fields_of::<Settings>(),
            ["server", "data", "database", "limits", "auth", "worker", "embedding", "logging", "tracing"]
        );
    }
}
