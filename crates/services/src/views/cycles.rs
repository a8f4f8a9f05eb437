//! Circles of files that import each other.

use serde::Serialize;
use uuid::Uuid;

use super::look;
use crate::{Page, PageRequest, Result, Services};

/// Files of a circle that a list shows.
const MAX_FILES: usize = 50;

/// Files that import each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CycleView {
    /// Their paths; of many, the first fifty.
    pub files: Vec<String>,
    /// How many files there are.
    pub files_total: u64,
}

/// The circles of an analysis, the largest first.
pub async fn cycles(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    page: &PageRequest,
) -> Result<Page<CycleView>> {
    let window = page.window(services)?;
    let of =
        move |report: &types::Report| window.cut(report.dependencies.cycles.iter().map(|files| shown(files)));
    look(services, team_id, analysis_id, of).await
}

fn shown(files: &[String]) -> CycleView {
    CycleView { files: files.iter().take(MAX_FILES).cloned().collect(), files_total: files.len() as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_many_files_shows_the_first() {
        let files: Vec<String> = (0..51).map(|number| format!("{number}.py")).collect();
        let CycleView { files, files_total } = shown(&files);
        assert_eq!((files.len(), files_total), (50, 51));
        assert_eq!(files[49], "49.py");
    }
}
