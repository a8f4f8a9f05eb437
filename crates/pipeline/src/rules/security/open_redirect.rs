//! Data from a request that decides where the browser is sent.

use types::{Category, Severity};

use crate::rules::{Check, Example, Rule, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/open-redirect",
    title: "Redirect to where a request says",
    category: Category::Security,
    severity: Severity::Medium,
    cwe: Some(601),
    owasp: Some("A01"),
    effort_minutes: 20,
    skills: &["secure-coding", "http"],
    in_tests: false,
    what: "The target of a redirect begins with data from a request, and nothing makes sure that it stays on this host.",
    why: "A link to your own host then leads to a copy of its sign-in page elsewhere, and readers trust it.",
    instead: "Take only a path (it begins with one `/`), or choose the target from a list.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
from flask import redirect, request

@app.get("/login")
def login():
    return redirect(request.args.get("next"))
"#,
            good: r#"
from flask import redirect, request

@app.get("/login")
def login():
    target = request.args.get("next")
    if not is_safe_url(target):
        target = "/"
    return redirect(target)
"#,
        },
        Example {
            language: "javascript",
            bad: "app.get('/login', (req, res) => res.redirect(req.query.next));",
            good: "app.get('/login', (req, res) => res.redirect('/account/' + req.query.tab));",
        },
        Example {
            language: "go",
            bad: r#"
package web

import "net/http"

func login(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
}
"#,
            good: r#"
package web

import "net/http"

func login(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/account/"+r.FormValue("tab"), http.StatusFound)
}
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Login {
  void login(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.sendRedirect(request.getParameter("next"));
  }
}
"#,
            good: r#"
class Login {
  void login(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.sendRedirect("/account/" + request.getParameter("tab"));
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r"
use axum::{extract::Query, response::Redirect};

async fn login(Query(target): Query<Target>) -> Redirect {
    Redirect::to(&target.next)
}
",
            good: r#"
use axum::{extract::Query, response::Redirect};

async fn login(Query(target): Query<Target>) -> Redirect {
    Redirect::to(&format!("/account/{}", target.tab))
}
"#,
        },
    ],
    checks: &[Check::Flow(Weakness::Redirect)],
};
