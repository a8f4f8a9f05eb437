//! What a second look at the same repository keeps, adds and closes.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use testkit::{App, FixtureRepository, id};

fn tasks(app: &App) -> Vec<Value> {
    app.items("/api/tasks?status=all")
}

fn fingerprints(findings: &[Value]) -> BTreeSet<String> {
    findings.iter().map(|f| f["fingerprint"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_same_commit_again_changes_nothing() {
    let shop = FixtureRepository::shop();
    let app = App::start();
    let first = app.analyse(&shop.address());
    let before = tasks(&app);
    let second = app.analyse(&shop.address());
    assert_ne!(first["id"], second["id"]);
    assert_eq!(tasks(&app).len(), before.len(), "no task doubled");
    let new = app.items(&format!("/api/analyses/{}/findings?state=new", id(&second)));
    assert_eq!(new.len(), 0, "{new:?}");
}

#[test]
fn moved_lines_keep_findings_and_a_repair_closes_them() {
    let mut shop = FixtureRepository::shop();
    let app = App::start();
    let first = app.analyse(&shop.address());
    let before = app.items(&format!("/api/analyses/{}/findings", id(&first)));

    // Everything moves down, one fault is mended, one is added.
    let orders = include_str!("../../fixtures/orders.py");
    let mended = orders.replace(
        "cursor.execute(\"SELECT * FROM orders WHERE customer = '\" + name + \"'\")",
        "cursor.execute(\"SELECT * FROM orders WHERE customer = ?\", (name,))",
    );
    assert_ne!(mended, orders);
    shop.write("shop/orders.py", format!("# The shop's orders.\n\n\n{mended}"));
    shop.write(
        "shop/formula.py",
        "from flask import request\n\n\ndef run():\n    return eval(request.args['formula'])\n",
    );
    shop.commit("Mend one, add one");
    let second = app.analyse(&shop.address());

    let list = |state: &str| app.items(&format!("/api/analyses/{}/findings?state={state}", id(&second)));
    let (new, fixed, open) = (list("new"), list("fixed"), list("open"));
    assert!(!new.is_empty() && new.iter().all(|f| f["path"] == "shop/formula.py"), "{new:?}");
    assert!(fixed.iter().any(|f| f["rule"] == "security/sql-injection"), "{fixed:?}");
    let kept = fingerprints(&before).difference(&fingerprints(&fixed)).cloned().collect::<BTreeSet<_>>();
    assert!(kept.is_subset(&fingerprints(&open)), "moved findings keep their fingerprints");

    let sql = tasks(&app)
        .into_iter()
        .find(|t| t["title"].as_str().unwrap().to_lowercase().contains("sql"))
        .unwrap();
    assert_eq!(sql["status"], "done", "its cause is gone: {sql}");
    assert!(sql["closed_reason"].is_string(), "{sql}");
}

#[test]
fn a_rejected_task_stays_rejected() {
    let shop = FixtureRepository::shop();
    let app = App::start();
    app.analyse(&shop.address());
    let task = tasks(&app).remove(0);
    let (status, _) =
        app.patch(&format!("/api/tasks/{}/status", id(&task)), &json!({ "status": "rejected" }));
    assert_eq!(status, 200);
    app.analyse(&shop.address());
    assert_eq!(app.got(&format!("/api/tasks/{}", id(&task)))["status"], "rejected");
}
