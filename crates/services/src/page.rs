//! Pages of lists: a cursor says after which item the next page begins.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Result, Services};

/// Which page is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// Items at most; none means the installation's default.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before; none means the first page.
    pub cursor: Option<String>,
}

/// Some items of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// A page of one item more than was asked for, if there is one: that tells whether there is a next page.
    /// `position` is what the cursor says of the last item.
    pub(crate) fn of<P: Serialize>(
        mut items: Vec<T>,
        limit: u64,
        position: impl Fn(&T) -> P,
    ) -> Result<Self> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let next_cursor = if items.len() > limit {
            items.truncate(limit);
            items.last().map(|item| encode(&position(item))).transpose()?
        } else {
            None
        };
        Ok(Self { items, next_cursor })
    }

    /// The same page with each item turned into something else.
    pub(crate) fn try_map<U>(self, turn: impl FnMut(T) -> Result<U>) -> Result<Page<U>> {
        let items = self.items.into_iter().map(turn).collect::<Result<_>>()?;
        Ok(Page { items, next_cursor: self.next_cursor })
    }
}

/// The part of a list that never changes which a page shows: its cursor is the number of items before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    before: usize,
    limit: usize,
}

impl Window {
    /// The first items of a list.
    pub(crate) fn first(limit: usize) -> Self {
        Self { before: 0, limit }
    }

    /// The page out of the whole list.
    pub(crate) fn cut<T>(self, items: impl Iterator<Item = T>) -> Result<Page<T>> {
        let mut items: Vec<T> = items.skip(self.before).take(self.limit.saturating_add(1)).collect();
        let more = items.len() > self.limit;
        items.truncate(self.limit);
        let next_cursor = more.then(|| encode(&self.end())).transpose()?;
        Ok(Page { items, next_cursor })
    }

    /// How many items the list needs for the page to be whole.
    pub(crate) fn end(self) -> usize {
        self.before.saturating_add(self.limit)
    }
}

impl PageRequest {
    /// The page of a list that never changes.
    pub(crate) fn window(&self, services: &Services) -> Result<Window> {
        let limit = usize::try_from(self.limit(services)?).unwrap_or(usize::MAX);
        Ok(Window { before: self.position()?.unwrap_or(0), limit })
    }

    /// How many items to give.
    pub(crate) fn limit(&self, services: &Services) -> Result<u64> {
        let most = services.settings.page_items_max;
        match self.limit {
            None => Ok(services.settings.page_items.min(most)),
            Some(0) => Err(Error::invalid("limit", format!("must be from 1 to {most}"))),
            Some(limit) if limit > most => Err(Error::invalid("limit", format!("must be from 1 to {most}"))),
            Some(limit) => Ok(limit),
        }
    }

    /// What the cursor says.
    pub(crate) fn position<P: DeserializeOwned>(&self) -> Result<Option<P>> {
        self.cursor.as_deref().map(decode).transpose()
    }
}

/// A cursor is JSON in hexadecimal: nobody is tempted to make one up, and it needs no escapes in an address.
fn encode(position: &impl Serialize) -> Result<String> {
    let json = serde_json::to_vec(position).map_err(Error::internal)?;
    Ok(hex(&json))
}

fn decode<P: DeserializeOwned>(cursor: &str) -> Result<P> {
    let refused = || Error::invalid("cursor", "is not one that this list gave");
    if !cursor.is_ascii() || !cursor.len().is_multiple_of(2) {
        return Err(refused());
    }
    let bytes = (0..cursor.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&cursor[at..at + 2], 16))
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|_| refused())?;
    serde_json::from_slice(&bytes).map_err(|_| refused())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_says_what_it_was_given() {
        let position = (0.1f64 + 0.2, "päth/ with\nnewline".to_owned(), 7);
        let cursor = encode(&position).unwrap();
        assert_eq!(decode::<(f64, String, i32)>(&cursor).unwrap(), position);
    }

    #[test]
    fn made_up_cursors_are_refused() {
        for cursor in ["zz", "abc", "é0", "5b5d", ""] {
            assert!(matches!(decode::<(f64, String)>(cursor), Err(Error::Invalid(_))), "{cursor}");
        }
    }

    #[test]
    fn windows_follow_one_another() {
        let first = Window { before: 0, limit: 2 }.cut(0..5).unwrap();
        assert_eq!(first.items, [0, 1]);
        let before: usize = decode(&first.next_cursor.unwrap()).unwrap();
        let last = Window { before: before + 2, limit: 2 }.cut(0..5).unwrap();
        assert_eq!((before, last.items, last.next_cursor), (2, vec![4], None));
        let beyond = Window { before: usize::MAX, limit: 2 }.cut(0..5).unwrap();
        assert_eq!((beyond.items, beyond.next_cursor), (Vec::<i32>::new(), None));
    }

    #[test]
    fn only_a_page_with_more_behind_it_has_a_cursor() {
        let page = Page::of(vec![1, 2, 3], 2, |item| *item).unwrap();
        assert_eq!(page.items, [1, 2]);
        assert!(page.next_cursor.is_some());
        assert_eq!(Page::of(vec![1, 2], 2, |item| *item).unwrap().next_cursor, None);
    }
}
