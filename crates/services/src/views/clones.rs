//! Repeated code, with its places.

use types::{CloneClass, Report};
use uuid::Uuid;

use super::look;
use crate::{Page, PageRequest, Result, Services};

/// The clones of an analysis, the largest first; with a prefix those that stand at a path that begins with it.
pub async fn clones(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    path_prefix: Option<String>,
    page: &PageRequest,
) -> Result<Page<CloneClass>> {
    let window = page.window(services)?;
    let of = move |report: &Report| window.cut(standing_at(report, path_prefix.as_deref()).cloned());
    look(services, team_id, analysis_id, of).await
}

fn standing_at<'r>(report: &'r Report, path_prefix: Option<&str>) -> impl Iterator<Item = &'r CloneClass> {
    let prefix = path_prefix.unwrap_or_default();
    let stands = move |class: &&CloneClass| class.places.iter().any(|place| place.path.starts_with(prefix));
    report.duplication.clones.iter().filter(stands)
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
    }
}
