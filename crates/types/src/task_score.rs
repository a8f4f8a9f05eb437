//! How much a task matters.

use crate::{Priority, Quadrant, Severity};

/// Minutes that a quick win takes at most.
const QUICK: u32 = 120;

/// The parts of a score, each 0..1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TaskScore {
    /// How much better things are afterwards: the severity of what goes (critical 1, high 0.8, medium 0.5, low 0.25,
    /// info 0.1), of which a fifth counts only as far as other code leans on the place; in tests a third of it.
    pub impact: f64,
    /// How much worse things get by waiting. For a weakness, its severity (critical 1, high 0.85, medium 0.6, low
    /// 0.3); for a fault seven tenths of that. For all else 0.15, and up to 0.55 more with the heat of the file: a
    /// cost is paid at each change.
    pub urgency: f64,
    /// How much other work leans on the place: `n / (n + 5)` for `n` files that import it.
    pub dependencies: f64,
    /// Minutes of work.
    pub effort_minutes: u32,
}

impl TaskScore {
    /// For work on a place as hot as `heat` (0..1), on which so much other work leans (`dependencies`, 0..1).
    pub fn of(severity: Severity, heat: f64, dependencies: f64, effort_minutes: u32) -> Self {
        Self {
            impact: weight(severity) * (0.8 + 0.2 * dependencies),
            urgency: 0.15 + 0.55 * heat,
            dependencies,
            effort_minutes,
        }
    }

    /// The same, where somebody can use the fault against the program.
    #[must_use]
    pub fn as_weakness(self, severity: Severity) -> Self {
        Self { urgency: self.urgency.max(harm(severity)), ..self }
    }

    /// The same, where the program may do the wrong thing.
    #[must_use]
    pub fn as_fault(self, severity: Severity) -> Self {
        Self { urgency: self.urgency.max(0.7 * harm(severity)), ..self }
    }

    /// The same, for what waits behind so many other tasks in its file: nobody takes a file apart in several places at
    /// once, so each takes a fifth off the urgency.
    #[must_use]
    pub fn behind(self, others: usize) -> Self {
        Self { urgency: self.urgency * 0.8f64.powi(others as i32), ..self }
    }

    /// The same, in test code.
    #[must_use]
    pub fn in_test(self) -> Self {
        Self { impact: self.impact / 3.0, urgency: self.urgency / 2.0, ..self }
    }

    /// `0.4 impact + 0.3 urgency + 0.2 (1 / effort) + 0.1 dependencies`, where `1 / effort` is `30 / (30 + minutes)`:
    /// half an hour counts half.
    pub fn total(&self) -> f64 {
        let ease = 30.0 / (30.0 + f64::from(self.effort_minutes));
        0.4 * self.impact + 0.3 * self.urgency + 0.2 * ease + 0.1 * self.dependencies
    }

    /// P0 from 0.65, which takes a grave weakness; P1 from 0.5, P2 from 0.33.
    pub fn priority(&self) -> Priority {
        match self.total() {
            total if total >= 0.65 => Priority::P0,
            total if total >= 0.5 => Priority::P1,
            total if total >= 0.33 => Priority::P2,
            _ => Priority::P3,
        }
    }

    /// High impact from 0.45, high urgency from 0.5; what takes more than two hours is no quick win.
    pub fn quadrant(&self) -> Quadrant {
        match (self.impact >= 0.45, self.urgency >= 0.5) {
            (true, true) => Quadrant::DoFirst,
            (true, false) => Quadrant::Plan,
            (false, true) if self.effort_minutes <= QUICK => Quadrant::QuickWin,
            (false, true) => Quadrant::Plan,
            (false, false) => Quadrant::Backlog,
        }
    }
}

/// How fast harm is to be expected.
fn harm(severity: Severity) -> f64 {
    match severity {
        Severity::Critical => 1.0,
        Severity::High => 0.85,
        Severity::Medium => 0.6,
        Severity::Low => 0.3,
        Severity::Info => 0.1,
    }
}

fn weight(severity: Severity) -> f64 {
    match severity {
        Severity::Critical => 1.0,
        Severity::High => 0.8,
        Severity::Medium => 0.5,
        Severity::Low => 0.25,
        Severity::Info => 0.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_comes_first() {
        let score = |impact, urgency, effort_minutes, dependencies| TaskScore {
            impact,
            urgency,
            dependencies,
            effort_minutes,
        };
        for (score, total, priority, quadrant) in [
            (score(1.0, 1.0, 0, 1.0), 1.0, Priority::P0, Quadrant::DoFirst),
            (score(0.8, 1.0, 30, 0.0), 0.72, Priority::P0, Quadrant::DoFirst),
            (score(0.8, 0.7, 30, 0.5), 0.68, Priority::P0, Quadrant::DoFirst),
            (score(0.5, 0.2, 30, 0.5), 0.41, Priority::P2, Quadrant::Plan),
            (score(0.2, 0.8, 10, 0.0), 0.47, Priority::P2, Quadrant::QuickWin),
            (score(0.2, 0.8, 270, 0.0), 0.34, Priority::P2, Quadrant::Plan),
            (score(0.2, 0.1, 270, 0.0), 0.13, Priority::P3, Quadrant::Backlog),
        ] {
            assert!((score.total() - total).abs() < 1e-9, "{score:?}: {}", score.total());
            assert_eq!((score.priority(), score.quadrant()), (priority, quadrant), "{score:?}");
        }
    }
}
