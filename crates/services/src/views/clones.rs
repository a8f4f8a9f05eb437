//! Repeated code, with its places.

use serde::Serialize;
use types::{CloneClass, Report};
use uuid::Uuid;

use super::look;
use crate::{Page, PageRequest, Result, Services};

/// Places of a clone that a list shows.
const MAX_PLACES: usize = 20;

/// A clone, with its first places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CloneView {
    /// The clone; of many places, the first.
    #[serde(flatten)]
    pub class: CloneClass,
    /// How many places there are.
    pub places_total: u64,
}

/// The clones of an analysis, the largest first; with a prefix those that stand at a path that begins with it.
pub async fn clones(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    path_prefix: Option<String>,
    page: &PageRequest,
) -> Result<Page<CloneView>> {
    let window = page.window(services)?;
    let of = move |report: &Report| window.cut(standing_at(report, path_prefix.as_deref()).map(shown));
    look(services, team_id, analysis_id, of).await
}

fn standing_at<'r>(report: &'r Report, path_prefix: Option<&str>) -> impl Iterator<Item = &'r CloneClass> {
    let prefix = path_prefix.unwrap_or_default();
    let stands = move |class: &&CloneClass| class.places.iter().any(|place| place.path.starts_with(prefix));
    report.duplication.clones.iter().filter(stands)
}

fn shown(class: &CloneClass) -> CloneView {
    let places_total = class.places.len() as u64;
    let places = class.places.iter().take(MAX_PLACES).cloned().collect();
    CloneView { class: CloneClass { places, ..*class }, places_total }
}

#[cfg(test)]
mod tests {
    use types::{CloneKind, ClonePlace};

    use super::*;
    use crate::testing::report;

    #[test]
    fn a_clone_is_found_at_each_of_its_places() {
        let place = |path: &str| ClonePlace { path: path.to_owned(), start_line: 1, end_line: 9 };
        let class = |tokens, paths: [&str; 2]| CloneClass {
            kind: CloneKind::Identical,
            tokens,
            lines: 9,
            places: paths.map(place).to_vec(),
        };
        let mut report = report(&[]);
        report.duplication.clones = vec![class(90, ["a/x.rs", "b/x.rs"]), class(60, ["b/y.rs", "b/y.rs"])];
        for (prefix, expected) in [
            (None, &[90, 60][..]),
            (Some(""), &[90, 60]),
            (Some("a/"), &[90]),
            (Some("b"), &[90, 60]),
            (Some("B"), &[]),
            (Some("../b"), &[]),
        ] {
            let found: Vec<u32> = standing_at(&report, prefix).map(|class| class.tokens).collect();
            assert_eq!(found, expected, "{prefix:?}");
        }
        let many = CloneClass { places: vec![place("a"); 30], ..report.duplication.clones[0] };
        let CloneView { class, places_total } = shown(&many);
        assert_eq!((class.places.len(), places_total), (20, 30));
    }
}
