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
    let of = move |report: &Report| {
        let prefix = path_prefix.as_deref().unwrap_or_default();
        window.cut(standing_at(report, prefix).map(|class| shown(class, prefix)))
    };
    look(services, team_id, analysis_id, of).await
}

fn standing_at<'r>(report: &'r Report, prefix: &str) -> impl Iterator<Item = &'r CloneClass> {
    let stands = move |class: &&CloneClass| class.places.iter().any(|place| place.path.starts_with(prefix));
    report.duplication.clones.iter().filter(stands)
}

/// With the places that were asked for first.
fn shown(class: &CloneClass, prefix: &str) -> CloneView {
    let places_total = class.places.len() as u64;
    let mut places = class.places.clone();
    places.sort_by_key(|place| !place.path.starts_with(prefix));
    places.truncate(MAX_PLACES);
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
        for (prefix, expected) in
            [("", &[90, 60][..]), ("a/", &[90]), ("b", &[90, 60]), ("B", &[]), ("../b", &[])]
        {
            let found: Vec<u32> = standing_at(&report, prefix).map(|class| class.tokens).collect();
            assert_eq!(found, expected, "{prefix:?}");
        }
        let places = [vec![place("a"); 29], vec![place("b")]].concat();
        let many = CloneClass { places, ..report.duplication.clones[0] };
        let CloneView { class, places_total } = shown(&many, "b");
        assert_eq!((class.places.len(), places_total), (20, 30));
        assert_eq!(class.places[0].path, "b", "what was asked for is among those shown");
    }
}
