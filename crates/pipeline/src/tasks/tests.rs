//! What becomes a task, in which order, and which stays the same.

use std::collections::BTreeSet;

use types::{Priority, Severity};

use super::*;
use crate::whole::scene::Scene;

fn scene() -> Scene {
    Scene::empty()
        .file("app/a.py", 400, &[("A.load", 40), ("A.save", 12)], &["app.b"])
        .file("app/b.py", 300, &[("parse", 30)], &["app.a"])
        .file("tests/test_b.py", 50, &[("test_parse", 1)], &["app.b"])
        .finding("security/sql-injection", Severity::Critical, "app/a.py", 12, "A.load")
        .finding("security/sql-injection", Severity::Critical, "app/b.py", 3, "parse")
        .finding("reliability/broad-except", Severity::Low, "app/a.py", 30, "A.load")
        .finding("reliability/broad-except", Severity::Low, "app/b.py", 31, "parse")
        .clone_of(60, &["app/a.py", "app/b.py"])
}

#[test]
fn findings_become_sensible_units() {
    let tasks = scene().ask(draft);
    let titles: Vec<_> = tasks.iter().map(|task| task.title.as_str()).collect();
    for part in [
        "Give the code shared by app/a.py and app/b.py one home",
        "Cut the import circle of app/a.py and app/b.py",
        "Write tests for `A.load` and 1 other function in app/a.py",
        "Add a licence",
    ] {
        assert!(titles.iter().any(|title| title.ends_with(part)), "{part}: {titles:#?}");
    }
    for part in [
        "Close the weakness in `A.load` (app/a.py): ",
        "Close the weakness in `parse` (app/b.py): ",
        "Mend app/: ",
    ] {
        assert!(titles.iter().any(|title| title.starts_with(part)), "{part}: {titles:#?}");
    }
    assert!(titles[0].starts_with("Close the weakness"), "{titles:#?}");
    assert_eq!(tasks[0].priority, Priority::P0);
    assert!(tasks.is_sorted_by(|a, b| a.score >= b.score));
    let keys: BTreeSet<_> = tasks.iter().map(|task| &task.key).collect();
    assert_eq!(keys.len(), tasks.len());
    for task in &tasks {
        for part in [task.impact, task.urgency, task.dependencies, task.score] {
            assert!((0.0..=1.0).contains(&part), "{task:#?}");
        }
        assert!(task.effort_minutes > 0 && task.description.contains("**Steps**"), "{task:#?}");
    }
}

#[test]
fn a_task_is_the_same_when_its_lines_move() {
    let keys = |scene: &Scene| scene.ask(draft).into_iter().map(|task| task.key).collect::<BTreeSet<_>>();
    let mut moved = scene();
    for finding in &mut moved.findings {
        finding.start_line += 40;
        finding.end_line += 40;
    }
    for clone in &mut moved.duplication.clones {
        for place in &mut clone.places {
            place.start_line += 3;
            place.end_line += 3;
        }
    }
    assert_eq!(keys(&scene()), keys(&moved));
}

#[test]
fn there_is_an_end_to_it() {
    let mut many = scene();
    for at in 0..400 {
        many = many.finding("security/eval", Severity::High, &format!("app/m{at}.py"), 1, "f");
    }
    let tasks = many.ask(draft);
    assert_eq!(tasks.len(), MAX_LISTED);
    assert!(tasks.iter().all(|task| task.score >= 0.35), "{:?}", tasks.last());
}

#[test]
fn one_slight_fault_all_over_the_place_is_one_task_and_grave_ones_are_a_task_per_file() {
    let mut scene = Scene::empty();
    for folder in ["a", "b", "c", "d", "e"] {
        scene =
            scene.finding("reliability/missing-timeout", Severity::Medium, &format!("{folder}/x.py"), 1, "f");
    }
    scene = scene
        .finding("reliability/return-in-finally", Severity::High, "a/y.py", 1, "f")
        .finding("reliability/return-in-finally", Severity::High, "a/y.py", 9, "g")
        .finding("reliability/return-in-finally", Severity::High, "a/z.py", 9, "g");
    let mut titles: Vec<String> = scene.ask(draft).into_iter().map(|task| task.title).collect();
    titles.retain(|title| title.starts_with("Mend"));
    titles.sort();
    assert_eq!(titles.len(), 3, "{titles:#?}");
    assert!(titles[0].starts_with("Mend 5 files: ") && titles[0].ends_with("(5 places)"), "{titles:#?}");
    assert!(titles[1].starts_with("Mend `g` (a/z.py): "), "{titles:#?}");
    assert!(titles[2].starts_with("Mend a/y.py: ") && titles[2].ends_with("(2 places)"), "{titles:#?}");
}
