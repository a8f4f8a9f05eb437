//! Who imports whom, one level of folders at a time.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use types::Report;
use uuid::Uuid;

use super::level::{Level, NodeKind};
use super::look;
use crate::{Result, Services};

/// More boxes no layout makes readable.
const MAX_NODES: usize = 60;

/// Of these, so many may stand elsewhere even where the folder would fill the picture alone.
const OUTSIDE_NODES: usize = 12;

/// The imports among what stands in a folder, and those from it and to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportGraph {
    /// The folder that is shown: the one that was asked for, or the first below it with more than one thing in it;
    /// empty for the root.
    pub folder: String,
    /// What stands in it, then what is elsewhere; of each the one with the most imports first.
    pub nodes: Vec<GraphNode>,
    /// Imports between them, the most first.
    pub edges: Vec<GraphEdge>,
    /// Nodes beyond those, with their imports.
    pub left_out: u64,
}

/// A file, or a folder with all below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GraphNode {
    /// Its path from the root. Outside the shown folder it is the first folder, or file, that is not on the way to it.
    pub path: String,
    /// What it is.
    pub kind: NodeKind,
    /// Files in it; 0 outside.
    pub files: u64,
    /// Lines with code; 0 outside.
    pub code: u64,
    /// Whether files in it import each other, or others, in a circle.
    pub in_cycle: bool,
}

/// Imports from one node to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GraphEdge {
    /// The importing node's path.
    pub from: String,
    /// The imported node's path.
    pub to: String,
    /// How many imports between files it stands for.
    pub imports: u64,
    /// Whether one of them is part of a circle.
    pub in_cycle: bool,
}

/// The imports of a folder; empty for the root.
pub async fn graph(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    folder: String,
) -> Result<ImportGraph> {
    look(services, team_id, analysis_id, move |report| of(report, &folder)).await
}

fn of(report: &Report, folder: &str) -> Result<ImportGraph> {
    let level = Level::below(&report.files, folder)?;
    let circles = circles(report);
    let mut nodes = inside(&level);
    let mut edges: BTreeMap<(&str, &str), (u64, bool)> = BTreeMap::new();
    for edge in &report.dependencies.edges {
        let (from, to) = (place(&level, &edge.from), place(&level, &edge.to));
        if from.path == to.path || from.kind == NodeKind::Outside && to.kind == NodeKind::Outside {
            continue;
        }
        for place in [from, to] {
            nodes.entry(place.path).or_insert_with(|| Node::of(place.kind)).imports += 1;
        }
        let circle = circles.get(edge.from.as_str());
        let in_cycle = circle.is_some() && circle == circles.get(edge.to.as_str());
        let (imports, is_circle) = edges.entry((from.path, to.path)).or_default();
        *imports += 1;
        *is_circle |= in_cycle;
    }
    for path in circles.keys() {
        if let Some(node) = nodes.get_mut(place(&level, path).path) {
            node.in_cycle = true;
        }
    }
    let count = nodes.len();
    let nodes = shown(nodes);
    let known: HashSet<&str> = nodes.iter().map(|(path, _)| *path).collect();
    let mut edges: Vec<GraphEdge> = edges
        .into_iter()
        .filter(|((from, to), _)| known.contains(from) && known.contains(to))
        .map(|((from, to), (imports, in_cycle))| GraphEdge {
            from: from.to_owned(),
            to: to.to_owned(),
            imports,
            in_cycle,
        })
        .collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.imports));
    Ok(ImportGraph {
        folder: level.folder.to_owned(),
        left_out: (count - nodes.len()) as u64,
        nodes: nodes.into_iter().map(|(path, node)| node.told(path)).collect(),
        edges,
    })
}

/// The circle that a path stands in, by number.
fn circles(report: &Report) -> HashMap<&str, usize> {
    let cycles = report.dependencies.cycles.iter().enumerate();
    cycles.flat_map(|(number, paths)| paths.iter().map(move |path| (path.as_str(), number))).collect()
}

/// A node on the way.
#[derive(Debug)]
struct Node {
    kind: NodeKind,
    files: u64,
    code: u64,
    imports: u64,
    in_cycle: bool,
}

impl Node {
    fn of(kind: NodeKind) -> Self {
        Self { kind, files: 0, code: 0, imports: 0, in_cycle: false }
    }

    fn told(self, path: &str) -> GraphNode {
        let Self { kind, files, code, in_cycle, .. } = self;
        GraphNode { path: path.to_owned(), kind, files, code, in_cycle }
    }
}

fn inside<'r>(level: &Level<'r>) -> BTreeMap<&'r str, Node> {
    let entries = level.entries.values();
    entries
        .map(|entry| {
            let (files, code) = (entry.files.len() as u64, entry.sum(|file| file.code));
            (entry.path, Node { files, code, ..Node::of(entry.kind) })
        })
        .collect()
}

/// The node that a path belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place<'p> {
    path: &'p str,
    kind: NodeKind,
}

/// Where a path, of a file or of a folder that is imported as a whole, stands as seen from a level.
fn place<'p>(level: &Level<'p>, path: &'p str) -> Place<'p> {
    let is_root = path == "." && level.folder.is_empty();
    if path == level.folder || is_root {
        return Place { path, kind: NodeKind::Folder };
    }
    let outside = |path| Place { path, kind: NodeKind::Outside };
    let Some(part) = level.part(path) else { return outside(fork(level.folder, path)) };
    match level.entries.get(part) {
        Some(entry) => Place { path: entry.path, kind: entry.kind },
        // A folder without files that were analysed.
        None => outside(path),
    }
}

/// The part of a path up to where it leaves the way to a folder.
fn fork<'p>(folder: &str, path: &'p str) -> &'p str {
    let mut way = folder.split('/');
    let mut end = 0;
    for part in path.split('/') {
        end += part.len();
        if way.next() != Some(part) {
            break;
        }
        end += 1;
    }
    &path[..end.min(path.len())]
}

/// The nodes that are shown, those of the folder first.
fn shown(nodes: BTreeMap<&str, Node>) -> Vec<(&str, Node)> {
    let (mut inside, mut outside): (Vec<_>, Vec<_>) =
        nodes.into_iter().partition(|(_, node)| node.kind != NodeKind::Outside);
    let most =
        |a: &(&str, Node), b: &(&str, Node)| (b.1.imports, b.1.code, a.0).cmp(&(a.1.imports, a.1.code, b.0));
    inside.sort_by(most);
    outside.sort_by(most);
    inside.truncate(MAX_NODES - outside.len().min(OUTSIDE_NODES));
    outside.truncate(MAX_NODES - inside.len());
    inside.append(&mut outside);
    inside
}

#[cfg(test)]
mod tests {
    use types::{ImportEdge, SourceFile};

    use super::*;
    use crate::testing::{report, source_file};

    fn sample(files: &[&str], edges: &[(&str, &str)], cycles: &[&[&str]]) -> Report {
        let mut report = report(&[]);
        report.files = files.iter().map(|path| SourceFile { code: 10, ..source_file(path) }).collect();
        report.dependencies.edges = edges
            .iter()
            .map(|(from, to)| ImportEdge { from: (*from).to_owned(), to: (*to).to_owned() })
            .collect();
        let owned = |cycle: &&[&str]| cycle.iter().map(|path| (*path).to_owned()).collect();
        report.dependencies.cycles = cycles.iter().map(owned).collect();
        report
    }

    fn project() -> Report {
        sample(
            &["api/a.rs", "api/b.rs", "core/x.rs", "core/deep/y.rs", "core/deep/z.rs", "main.rs"],
            &[
                ("api/a.rs", "core/x.rs"),
                ("api/b.rs", "core/x.rs"),
                ("api/a.rs", "api/b.rs"),
                ("core/x.rs", "core/deep/y.rs"),
                ("core/deep/y.rs", "core/x.rs"),
                ("main.rs", "api/a.rs"),
            ],
            &[&["core/deep/y.rs", "core/x.rs"]],
        )
    }

    fn edges(graph: &ImportGraph) -> Vec<(&str, &str, u64, bool)> {
        let told = |edge: &'_ GraphEdge| (edge.imports, edge.in_cycle);
        graph
            .edges
            .iter()
            .map(|edge| (edge.from.as_str(), edge.to.as_str(), told(edge).0, told(edge).1))
            .collect()
    }

    fn nodes(graph: &ImportGraph) -> Vec<(&str, NodeKind, u64, bool)> {
        let nodes = graph.nodes.iter();
        nodes.map(|node| (node.path.as_str(), node.kind, node.files, node.in_cycle)).collect()
    }

    #[test]
    fn folders_stand_for_their_files() {
        let graph = of(&project(), "").unwrap();
        assert_eq!(
            nodes(&graph),
            [
                ("api", NodeKind::Folder, 2, false),
                ("core", NodeKind::Folder, 3, true),
                ("main.rs", NodeKind::File, 1, false)
            ]
        );
        assert_eq!(edges(&graph), [("api", "core", 2, false), ("main.rs", "api", 1, false)]);
        assert_eq!(graph.left_out, 0);
    }

    #[test]
    fn below_a_folder_its_circles_and_neighbours_are_seen() {
        let graph = of(&project(), "core").unwrap();
        assert_eq!(
            nodes(&graph),
            [
                ("core/x.rs", NodeKind::File, 1, true),
                ("core/deep", NodeKind::Folder, 2, true),
                ("api", NodeKind::Outside, 0, false)
            ]
        );
        assert_eq!(
            edges(&graph),
            [
                ("api", "core/x.rs", 2, false),
                ("core/deep", "core/x.rs", 1, true),
                ("core/x.rs", "core/deep", 1, true)
            ]
        );
    }

    #[test]
    fn folders_can_be_imported_as_a_whole() {
        let go = sample(
            &["cmd/main.go", "pkg/store/a.go", "pkg/store/sub/b.go", "pkg/web/c.go"],
            &[("cmd/main.go", "pkg/store"), ("pkg/web/c.go", "pkg/store/sub"), ("pkg/web/c.go", ".")],
            &[],
        );
        let root = of(&go, "").unwrap();
        assert_eq!(edges(&root), [("cmd", "pkg", 1, false), ("pkg", ".", 1, false)]);
        let store = of(&go, "pkg/store").unwrap();
        assert_eq!(
            edges(&store),
            [("cmd", "pkg/store", 1, false), ("pkg/web", "pkg/store/sub", 1, false)],
            "the folder itself is a node where it is imported"
        );
    }

    #[test]
    fn the_way_forks_at_a_whole_part() {
        for (folder, path, expected) in [
            ("a/b", "a/bc/x.rs", "a/bc"),
            ("a/b", "c.rs", "c.rs"),
            ("a/b", "a", "a"),
            ("a/b", "a/x/y/z.rs", "a/x"),
            ("ä", "ö/x.rs", "ö"),
        ] {
            assert_eq!(fork(folder, path), expected, "{path} from {folder}");
        }
    }

    #[test]
    fn the_most_imported_are_shown_and_the_rest_is_counted() {
        let paths: Vec<String> = (0..100).map(|number| format!("in/f{number:03}.rs")).collect();
        let others: Vec<String> = (0..20).map(|number| format!("out{number:02}/g.rs")).collect();
        let all: Vec<&str> = paths.iter().chain(&others).map(String::as_str).collect();
        let mut imports: Vec<(&str, &str)> = others.iter().map(|other| (other.as_str(), all[99])).collect();
        imports.push((all[98], all[99]));
        let graph = of(&sample(&all, &imports, &[]), "in").unwrap();
        assert_eq!((graph.nodes.len(), graph.left_out), (60, 60));
        assert_eq!(graph.nodes[0].path, "in/f099.rs");
        let outside = graph.nodes.iter().filter(|node| node.kind == NodeKind::Outside).count();
        assert_eq!(outside, 12);
        assert_eq!(graph.edges.len(), 13);
    }
}
