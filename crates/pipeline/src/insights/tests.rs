//! What each kind of insight says of a small scene.

use types::{Dependency, Severity};

use super::*;
use crate::whole::scene::Scene;

fn kinds(insights: &[Insight]) -> Vec<&str> {
    insights.iter().map(|insight| insight.kind.0.as_str()).collect()
}

fn of_kind<'i>(insights: &'i [Insight], kind: &str) -> &'i Insight {
    insights
        .iter()
        .find(|insight| insight.kind.0 == kind)
        .unwrap_or_else(|| panic!("no {kind} in {insights:#?}"))
}

/// A repository with something of everything.
fn busy() -> Scene {
    let names: Vec<String> = (0..45).map(|at| format!("f{at}")).collect();
    let many: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    Scene::empty()
        .file("app/a.py", 400, &[("A.load", 40), ("A.save", 12)], &["app.b"])
        .file("app/b.py", 300, &[("parse", 30)], &["app.c"])
        .file("app/c.py", 900, &many, &["app.a"])
        .file("tests/test_b.py", 50, &[("test_parse", 1)], &["app.b"])
        .finding("security/sql-injection", Severity::Critical, "app/a.py", 12, "A.load")
        .finding("reliability/x", Severity::Medium, "app/a.py", 30, "A.load")
        .clone_of(40, &["app/a.py", "app/b.py"])
        .clone_of(30, &["tests/test_b.py", "tests/test_b.py"])
}

#[test]
fn a_busy_repository_has_something_of_everything() {
    let insights = busy().ask(draw);
    for kind in ["security", "cycle", "duplication", "god-file", "complexity", "test-gap", "groundwork"] {
        of_kind(&insights, kind);
    }
    assert_eq!(insights[0].kind.0, "security", "{:?}", kinds(&insights));
    assert!(insights.is_sorted_by(|a, b| a.usefulness >= b.usefulness));
    for insight in &insights {
        assert!((0.0..=1.0).contains(&insight.usefulness), "{insight:#?}");
        assert!(
            !insight.title.is_empty() && !insight.detail.is_empty() && !insight.advice.is_empty(),
            "{insight:#?}"
        );
        assert!(!insight.evidence.is_empty() && insight.key.len() == 32, "{insight:#?}");
        assert!(!insight.title.contains('\n') && insight.title.len() < 160, "{insight:#?}");
    }
}

#[test]
fn insights_name_the_place() {
    let insights = busy().ask(draw);
    assert!(of_kind(&insights, "security").title.ends_with("in `A.load` (app/a.py:12)"));
    assert_eq!(
        of_kind(&insights, "cycle").title,
        "3 files import each other in a circle, such as app/a.py, app/b.py and app/c.py"
    );
    assert_eq!(of_kind(&insights, "duplication").title, "The same 40 lines stand in app/a.py and app/b.py");
    // `b.py` is tested, `a.py` is the hardest of what is not.
    assert_eq!(
        of_kind(&insights, "test-gap").title,
        "No test reaches app/a.py, with `A.load` (cognitive complexity 40)"
    );
    // The hardest function of all is named once.
    assert!(of_kind(&insights, "complexity").title.ends_with("first `A.load` in app/a.py"));
    assert!(!kinds(&insights).contains(&"hardest-function"));
    let small = Scene::empty().file("a.py", 150, &[("main", 30), ("helper", 2)], &[]).ask(draw);
    assert!(of_kind(&small, "hardest-function").title.starts_with("`main` in a.py"));
}

#[test]
fn keys_stay_when_lines_and_numbers_change() {
    let before = busy().ask(draw);
    let mut later = busy();
    for file in &mut later.files {
        for function in &mut file.facts.functions {
            function.start_line += 7;
            function.end_line += 7;
            function.cognitive += 2;
        }
    }
    let after = later.ask(draw);
    for kind in ["cycle", "duplication", "god-file", "complexity", "test-gap"] {
        assert_eq!(of_kind(&before, kind).key, of_kind(&after, kind).key, "{kind}");
    }
}

#[test]
fn a_small_clean_repository_gets_few_words_and_no_alarm() {
    let insights = Scene::empty()
        .file("a.py", 150, &[("main", 6), ("helper", 2)], &[])
        .file("test_a.py", 90, &[("test_main", 0)], &["a"])
        .ask(draw);
    assert!((2..=6).contains(&insights.len()), "{insights:#?}");
    assert!(insights.iter().all(|insight| insight.severity <= Severity::Low), "{insights:#?}");
}

#[test]
fn code_without_tests_is_told_so() {
    let insights = Scene::empty().file("a.py", 400, &[("main", 20)], &[]).ask(draw);
    assert_eq!(of_kind(&insights, "test-gap").title, "Nothing tests these 400 lines of code");
}

#[test]
fn one_package_in_several_versions_is_told() {
    let dependency = |name: &str, requirement: Option<&str>, manifest: &str, dev| Dependency {
        name: name.to_owned(),
        requirement: requirement.map(str::to_owned),
        ecosystem: "npm".to_owned(),
        manifest: manifest.to_owned(),
        dev,
    };
    let mut scene = Scene::empty().file("a.py", 10, &[], &[]);
    scene.external = vec![
        dependency("react", Some("^18.2.0"), "a/package.json", false),
        dependency("react", Some("^17.0.1"), "b/package.json", false),
        dependency("left", Some("^1.2.0"), "a/package.json", false),
        dependency("left", Some("^1.3.0"), "b/package.json", false),
        dependency("one", Some("*"), "a/package.json", false),
        dependency("two", None, "a/package.json", false),
        dependency("four", Some("latest"), "a/package.json", false),
        dependency("five", None, "a/package.json", false),
        dependency("six", Some("*"), "examples/package.json", false),
        dependency("three", None, "a/package.json", true),
    ];
    let titles: Vec<String> =
        scene.ask(draw).into_iter().filter(|i| i.kind.0 == "dependencies").map(|i| i.title).collect();
    assert_eq!(
        titles,
        [
            "4 dependencies may change under you: `one`, `two`, `four` and 1 other",
            "`react` is asked for in versions that do not go together"
        ]
    );
}

#[test]
fn packages_that_two_manifests_list_are_told() {
    let mut scene = Scene::empty().file("a.py", 60, &[], &[]);
    for (name, one, other) in
        [("a", "1", "1"), ("b", "2", "3"), ("c", "1", "${c}"), ("d", "1", ""), ("e", "1", "1")]
    {
        for (manifest, requirement) in [("pom.xml", one), ("build.gradle", other), ("x/pom.xml", one)] {
            scene.external.push(Dependency {
                name: name.to_owned(),
                requirement: Some(requirement.to_owned()).filter(|text| !text.is_empty()),
                ecosystem: "maven".to_owned(),
                manifest: manifest.to_owned(),
                dev: false,
            });
        }
    }
    let insights = scene.ask(draw);
    let told = insights.iter().find(|insight| insight.title.contains("both list")).unwrap();
    assert_eq!(told.title, "build.gradle and pom.xml both list the same 5 packages");
    assert!(told.detail.ends_with("They already ask for different versions of `b`."), "{}", told.detail);
    let tasks = scene.ask(crate::tasks::draft);
    let titles: Vec<&str> = tasks.iter().map(|task| task.title.as_str()).collect();
    assert!(titles.contains(&"Keep the packages of build.gradle and pom.xml in one list"), "{titles:?}");
}

#[test]
fn nothing_is_said_of_nothing() {
    assert_eq!(Scene::empty().ask(draw), []);
}
