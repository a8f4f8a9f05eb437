//! Data from a request that chooses which host the server calls.

use types::{Category, Severity};

use crate::rules::{Check, Example, Rule, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/server-side-request-forgery",
    title: "Request to a host that a visitor chose",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(918),
    owasp: Some("A10"),
    effort_minutes: 45,
    skills: &["secure-coding", "http"],
    in_tests: false,
    what: "The address that the server sends a request to begins with data from a request. An address with a fixed host in \
           front is left alone.",
    why: "The server stands inside the network: through it a visitor reaches the metadata of the cloud, databases and \
          panels that trust their neighbours.",
    instead: "Choose the host from a list of known ones, and put data only into path and query. Refuse private addresses \
              after the name is resolved.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
import requests
from flask import request

@app.get("/preview")
def preview():
    return requests.get(request.args["url"], timeout=5).text
"#,
            good: r#"
import requests
from flask import request

@app.get("/preview")
def preview():
    page = request.args["page"]
    return requests.get(f"https://docs.example.com/{page}", timeout=5).text
"#,
        },
        Example {
            language: "javascript",
            bad: r"
app.get('/preview', async (req, res) => {
  const page = await fetch(req.query.url);
  res.json(await page.json());
});
",
            good: r"
app.get('/preview', async (req, res) => {
  const page = await fetch(`https://docs.example.com/${req.query.page}`);
  res.json(await page.json());
});
",
        },
        Example {
            language: "go",
            bad: r#"
package web

import "net/http"

func preview(w http.ResponseWriter, r *http.Request) {
	page, err := http.Get(r.FormValue("url"))
	show(w, page, err)
}
"#,
            good: r#"
package web

import "net/http"

func preview(w http.ResponseWriter, r *http.Request) {
	page, err := http.Get("https://docs.example.com/" + r.FormValue("page"))
	show(w, page, err)
}
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Preview {
  InputStream preview(HttpServletRequest request) throws Exception {
    return new URL(request.getParameter("url")).openStream();
  }
}
"#,
            good: r#"
class Preview {
  InputStream preview(HttpServletRequest request) throws Exception {
    return new URL("https://docs.example.com/" + request.getParameter("page")).openStream();
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r"
use axum::extract::Query;

async fn preview(Query(target): Query<Target>) -> String {
    reqwest::get(&target.url).await.unwrap().text().await.unwrap()
}
",
            good: r#"
use axum::extract::Query;

async fn preview(Query(target): Query<Target>) -> String {
    reqwest::get(format!("https://docs.example.com/{}", target.page)).await.unwrap().text().await.unwrap()
}
"#,
        },
    ],
    checks: &[Check::Flow(Weakness::Ssrf)],
};
