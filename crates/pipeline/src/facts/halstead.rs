//! Halstead's measures of a function's text, and the Maintainability Index that is built on them.

use rustc_hash::FxHashSet;

/// Counts of operators and operands (M. H. Halstead, *Elements of Software Science*, 1977).
///
/// Operands are names and values; operators are all other tokens: keywords, operators, opening brackets (which stand
/// for the pair). Separators (`,` and `;`) and comments are neither.
#[derive(Debug, Default)]
pub(super) struct Halstead {
    operators: u32,
    operands: u32,
    distinct_operators: FxHashSet<u32>,
    distinct_operands: FxHashSet<u32>,
}

impl Halstead {
    /// One more operator, by the hash of its text.
    pub(super) fn operator(&mut self, hash: u32) {
        self.operators += 1;
        self.distinct_operators.insert(hash);
    }

    /// One more operand, by the hash of its text.
    pub(super) fn operand(&mut self, hash: u32) {
        self.operands += 1;
        self.distinct_operands.insert(hash);
    }

    /// Forgets all, and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.operators = 0;
        self.operands = 0;
        self.distinct_operators.clear();
        self.distinct_operands.clear();
    }

    /// V = N log2 n, where N is the number of all tokens and n of distinct ones.
    pub(super) fn volume(&self) -> f64 {
        let distinct = self.distinct_operators.len() + self.distinct_operands.len();
        if distinct == 0 {
            return 0.0;
        }
        f64::from(self.operators + self.operands) * (distinct as f64).log2()
    }

    /// D = (distinct operators / 2) (operands / distinct operands).
    pub(super) fn difficulty(&self) -> f64 {
        if self.distinct_operands.is_empty() {
            return 0.0;
        }
        self.distinct_operators.len() as f64 / 2.0 * f64::from(self.operands)
            / self.distinct_operands.len() as f64
    }
}

/// The Maintainability Index in the form of Visual Studio, 0..100:
/// max(0, (171 - 5.2 ln V - 0.23 CC - 16.2 ln LOC) 100 / 171), where LOC are lines with code.
pub(super) fn maintainability_index(volume: f64, cyclomatic: u32, code_lines: u32) -> f64 {
    let raw = 171.0
        - 5.2 * volume.max(1.0).ln()
        - 0.23 * f64::from(cyclomatic)
        - 16.2 * f64::from(code_lines.max(1)).ln();
    (raw * 100.0 / 171.0).clamp(0.0, 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_follow_their_formulas() {
        let mut halstead = Halstead::default();
        // a = a + b: operators = and +, operands a twice and b.
        for hash in [1, 2] {
            halstead.operator(hash);
        }
        for hash in [10, 10, 11] {
            halstead.operand(hash);
        }
        assert!((halstead.volume() - 5.0 * 4_f64.log2()).abs() < 1e-9);
        assert!((halstead.difficulty() - 2.0 / 2.0 * 3.0 / 2.0).abs() < 1e-9);
        halstead.clear();
        assert!(halstead.volume().abs() < 1e-9 && halstead.difficulty().abs() < 1e-9);
    }

    #[test]
    fn maintainability_stays_within_its_scale() {
        for (volume, cyclomatic, lines, expected) in
            [(0.0, 1, 0, 99.865), (1000.0, 10, 50, 40.586), (1e9, 500, 100_000, 0.0)]
        {
            let index = maintainability_index(volume, cyclomatic, lines);
            assert!((index - expected).abs() < 0.01, "{index} is not {expected}");
        }
    }
}
