//! Search over the memory that an analysis leaves.

use testkit::{App, FixtureRepository};

#[test]
fn filters_narrow_and_hits_show_their_code() {
    let mut repository = FixtureRepository::shop();
    repository.write("web/money.ts", "/** Converts money from one currency to another. */\nexport function convertMoney(amount: number, rate: number): number {\n  return amount * rate;\n}\n");
    repository.commit("Money in the browser");
    let app = App::start();
    app.analyse(&repository.address());
    app.run_pending_jobs();

    let search = |extra: &str| app.items(&format!("/api/search?query=convert%20money%20currency{extra}"));
    let paths = |extra: &str| {
        search(extra).iter().map(|hit| hit["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = paths("");
    assert!(
        all.contains(&"web/money.ts".to_owned()) && all.contains(&"shop/prices.py".to_owned()),
        "{all:?}"
    );
    assert!(paths("&language=typescript").iter().all(|path| path == "web/money.ts"));
    assert!(paths("&path=shop/").iter().all(|path| path.starts_with("shop/")));
    assert_eq!(paths("&repository=00000000-0000-7000-8000-000000000000").len(), 0);

    let hit = &search("&language=typescript")[0];
    assert_eq!(hit["symbol"], "convertMoney");
    assert_eq!((hit["start_line"].as_u64(), hit["end_line"].as_u64()), (Some(1), Some(4)));
    assert!(hit["text"].as_str().unwrap().contains("amount * rate"));
}

#[test]
fn unchanged_code_is_not_embedded_twice() {
    let shop = FixtureRepository::shop();
    let app = App::start();
    app.analyse(&shop.address());
    app.run_pending_jobs();
    let metric = |app: &App, name: &str| -> f64 {
        let text = app.got("/metrics");
        text.as_str()
            .unwrap()
            .lines()
            .filter(|line| line.starts_with(name))
            .filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
            .sum()
    };
    let embedded = metric(&app, "devmentor_chunks_embedded_total");
    let ready = app.got("/ready");
    let model =
        ready["components"].as_array().unwrap().iter().find(|part| part["name"] == "embedding").unwrap();
    if model["health"] != "up" {
        println!("skipped: no embedding model in models/onnx (make setup fetches it)");
        return;
    }
    assert!(embedded > 0.0, "what is embedded is counted");
    app.analyse(&shop.address());
    app.run_pending_jobs();
    assert!((metric(&app, "devmentor_chunks_embedded_total") - embedded).abs() < f64::EPSILON);
}

#[test]
fn without_a_model_words_still_find() {
    let nothing = tempfile::TempDir::new().unwrap();
    let app =
        testkit::AppBuilder::default().with("DEVMENTOR_MODELS_DIR", nothing.path().to_str().unwrap()).start();
    app.analyse(&FixtureRepository::shop().address());
    let jobs = app.run_pending_jobs();
    assert!(jobs.iter().all(|job| job["state"] == "succeeded"), "{jobs:?}");
    let hits = app.items("/api/search?query=convert%20currency");
    assert_eq!(hits[0]["symbol"], "convert_currency", "{hits:?}");
}
