//! Texts put together by length, so that little is padded.

/// The indices of texts in batches of at most `size`, neighbours of about the same length, the longest
/// first: what is taken last is short, so that the cores end together.
pub(crate) fn by_length(lengths: &[usize], size: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(lengths[at]));
    order.chunks(size.max(1)).map(<[usize]>::to_vec).collect()
}

/// Token ids in rows of equal length, and where a row has a token (1) or padding (0), both row by row.
#[derive(Debug, PartialEq)]
pub(crate) struct Rows {
    /// How many rows.
    pub(crate) rows: usize,
    /// The longest text's length.
    pub(crate) width: usize,
    pub(crate) ids: Vec<i64>,
    pub(crate) mask: Vec<i64>,
}

impl Rows {
    /// Pads every text to the longest. The padding's id is 0.
    pub(crate) fn pad(texts: &[&[i64]]) -> Self {
        let width = texts.iter().map(|ids| ids.len()).max().unwrap_or_default();
        let (mut ids, mut mask) = (vec![0; texts.len() * width], vec![0; texts.len() * width]);
        for (row, text) in texts.iter().enumerate() {
            let cells = row * width..row * width + text.len();
            ids[cells.clone()].copy_from_slice(text);
            mask[cells].fill(1);
        }
        Self { rows: texts.len(), width, ids, mask }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_alike_and_every_text_is_there_once() {
        assert_eq!(by_length(&[3, 9, 4, 9, 1], 2), [vec![1, 3], vec![2, 0], vec![4]]);
        assert_eq!(by_length(&[], 4), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn short_texts_are_padded_and_masked() {
        let rows = Rows::pad(&[&[5, 6, 7], &[8]]);
        let expected = Rows { rows: 2, width: 3, ids: vec![5, 6, 7, 8, 0, 0], mask: vec![1, 1, 1, 1, 0, 0] };
        assert_eq!(rows, expected);
    }
}
