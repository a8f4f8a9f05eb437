//! `devmentor analyze`: the analysis without a server.

use serde_json::Value;
use tempfile::TempDir;
use testkit::{FixtureRepository, Output, devmentor, devmentor_in};

fn analyze(arguments: &[&str]) -> Output {
    devmentor([&["analyze"], arguments].concat())
}

fn report(repository: &FixtureRepository, arguments: &[&str]) -> Value {
    let path = repository.address();
    let mut report =
        analyze(&[&[path.as_str(), "--format", "json", "--no-cache"], arguments].concat()).ok().json();
    report.as_object_mut().unwrap().remove("timings_ms").expect("timings");
    report
}

#[test]
fn the_report_has_every_part_that_is_promised() {
    let report = report(&FixtureRepository::shop(), &[]);
    let promised = [
        (
            "",
            "schema_version repository totals languages stack quality functions findings duplication dependencies",
        ),
        ("", "hotspots insights tasks skipped"),
        ("repository", "name url commit branch"),
        ("totals", "files lines code comments blanks functions"),
        ("quality", "score maintainability reliability security debt_minutes debt_ratio"),
        (
            "functions/0",
            "path name start_line end_line cyclomatic cognitive parameters nesting halstead_volume",
        ),
        ("functions/0", "maintainability_index"),
        ("findings/0", "rule path start_line end_line severity cwe message effort_minutes fingerprint"),
    ];
    for (place, names) in promised {
        let object = if place.is_empty() { &report } else { report.pointer(&format!("/{place}")).unwrap() };
        for name in names.split(' ') {
            assert!(object.get(name).is_some(), "{place}/{name} is missing");
        }
    }
    assert_eq!(report["repository"]["branch"], "main");
}

#[test]
fn a_shop_full_of_faults_is_seen_through() {
    let report = report(&FixtureRepository::shop(), &[]);
    let rules: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    for rule in ["sql-injection", "command-injection", "unsafe-deserialization", "hardcoded-secret"] {
        assert!(rules.contains(&format!("security/{rule}").as_str()), "{rule} not found: {rules:?}");
    }
    let worst =
        report["functions"].as_array().unwrap().iter().max_by_key(|f| f["cognitive"].as_u64()).unwrap();
    assert_eq!(worst["name"], "status_of");
    assert_eq!(report["quality"]["security"], "E", "a critical finding is open");
    assert_eq!(report["hotspots"][0]["path"], "shop/orders.py");
    let clones = report["duplication"]["clones"].as_array().unwrap();
    assert!(
        clones.iter().any(|c| {
            let places = c["places"].as_array().unwrap();
            ["shop/orders.py", "shop/prices.py"]
                .iter()
                .all(|p| places.iter().any(|place| place["path"] == *p))
        }),
        "the repeated total is not found: {clones:?}"
    );
    assert!(report["stack"].as_array().unwrap().iter().any(|t| t["name"] == "Flask"), "{}", report["stack"]);
    assert!(report["insights"].as_array().unwrap().len() >= 5);
    assert!(!report["tasks"].as_array().unwrap().is_empty());
    let scores: Vec<f64> =
        report["tasks"].as_array().unwrap().iter().map(|t| t["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "tasks come by score: {scores:?}");
}

#[test]
fn the_same_commit_gives_the_same_bytes() {
    let shop = FixtureRepository::shop();
    let first = report(&shop, &[]);
    let second = report(&shop, &[]);
    assert_eq!(serde_json::to_string(&first).unwrap(), serde_json::to_string(&second).unwrap());
}

#[test]
fn a_cached_report_is_the_full_one() {
    let mut shop = FixtureRepository::shop();
    let cache = TempDir::new().unwrap();
    let with_cache = |shop: &FixtureRepository| {
        let path = shop.address();
        let output = std::process::Command::new(testkit::program())
            .args(["analyze", &path, "--format", "json"])
            .env("XDG_CACHE_HOME", cache.path())
            .output()
            .unwrap();
        let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report.as_object_mut().unwrap().remove("timings_ms");
        report
    };
    assert_eq!(with_cache(&shop), report(&shop, &[]));
    assert_eq!(with_cache(&shop), report(&shop, &[]), "from the cache");
    shop.write("shop/prices.py", "def price_of(article, customer):\n    return eval(article.formula)\n");
    shop.remove("tests/test_prices.py");
    shop.commit("Other prices");
    assert_eq!(with_cache(&shop), report(&shop, &[]), "two files changed");
}

#[test]
fn a_work_tree_is_read_as_it_stands_only_when_asked() {
    let mut shop = FixtureRepository::shop();
    shop.write("shop/later.py", "def later(text):\n    return eval(text)\n");
    let paths = |report: &Value| {
        report["functions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["path"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(!paths(&report(&shop, &[])).contains(&"shop/later.py".to_owned()));
    assert!(paths(&report(&shop, &["--worktree"])).contains(&"shop/later.py".to_owned()));
}

#[test]
fn an_older_revision_can_be_asked_for() {
    let mut shop = FixtureRepository::shop();
    let before = shop.git().head().unwrap().peel_to_commit().unwrap().id().to_string();
    shop.write("shop/later.py", "def later():\n    return 1\n");
    shop.commit("Later");
    let old = report(&shop, &["--rev", &before]);
    assert_eq!(old["repository"]["commit"], before.as_str());
    assert_eq!(
        old["totals"]["files"].as_u64().unwrap() + 1,
        report(&shop, &[])["totals"]["files"].as_u64().unwrap()
    );
}

#[test]
fn without_history_there_are_no_hotspots() {
    let report = report(&FixtureRepository::shop(), &["--no-history"]);
    assert_eq!(report["hotspots"].as_array().unwrap().len(), 0);
    assert!(!report["findings"].as_array().unwrap().is_empty());
}

#[test]
fn the_settings_hold_without_a_service_too() {
    let shop = FixtureRepository::shop();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("devmentor.toml");
    let with_file = |path: &std::path::Path| {
        let path = path.to_str().unwrap();
        devmentor(["--config", path, "analyze", &shop.address(), "--format", "json", "--no-cache"])
    };
    std::fs::write(&file, "[limits]\nfile_bytes = 1000\n").unwrap();
    let skipped = with_file(&file).ok().json()["skipped"].clone();
    let large = |s: &Value| s["path"] == "shop/orders.py" && s["reason"] == "too_large";
    assert!(skipped.as_array().unwrap().iter().any(large), "{skipped}");

    std::fs::write(shop.path().join("devmentor.toml"), "what a stranger's repository says").unwrap();
    devmentor_in(shop.path(), ["analyze", ".", "--no-cache"]).ok();

    let missing = with_file(&folder.path().join("nowhere.toml"));
    assert_eq!(missing.code, Some(2), "{missing:?}");
    assert!(missing.err.contains("nowhere.toml"), "{missing:?}");
}

#[test]
fn people_get_text_that_names_places_and_no_escape_codes_in_a_pipe() {
    let output = analyze(&[FixtureRepository::shop().address().as_str(), "--no-cache"]).ok();
    assert!(output.out.contains("shop/orders.py:"), "{}", output.out);
    assert!(!output.out.contains('\u{1b}') && !output.err.contains('\u{1b}'), "{}", output.err);
    assert!(output.out.lines().all(|line| line.chars().count() <= 120), "{}", output.out);
}
