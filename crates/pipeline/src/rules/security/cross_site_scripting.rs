//! Data that becomes markup without being escaped.

use types::{Category, Severity};

use crate::rules::{Check, Example, Rule, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/cross-site-scripting",
    title: "Data put into a page as markup",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(79),
    owasp: Some("A03"),
    effort_minutes: 20,
    skills: &["secure-coding", "html"],
    in_tests: false,
    what: "Data from a request, from the address bar, or - put between tags - from a parameter, becomes markup: \
           `innerHTML`, `dangerouslySetInnerHTML`, `mark_safe`, or a page written by hand.",
    why: "`<img onerror=..>` in the data runs as script in the reader's browser, with the reader's session.",
    instead: "Set text as text (`textContent`, `{value}` in JSX), let the template escape, or clean the markup with a \
              sanitizer (DOMPurify, nh3) at the place where it is used.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
from flask import request

@app.get("/hello")
def hello():
    name = request.args["name"]
    return f"<h1>Hello {name}</h1>"
"#,
            good: r#"
from flask import request
from markupsafe import escape

@app.get("/hello")
def hello():
    name = escape(request.args["name"])
    return f"<h1>Hello {name}</h1>"
"#,
        },
        Example {
            language: "javascript",
            bad: r"
const name = new URLSearchParams(location.search).get('name');
document.getElementById('title').innerHTML = name;
",
            good: r"
const name = new URLSearchParams(location.search).get('name');
document.getElementById('title').textContent = name;
",
        },
        Example {
            language: "tsx",
            bad: r"
export function Comment({ text }: { text: string }) {
  const markup = '<p>' + text + '</p>';
  return <div dangerouslySetInnerHTML={{ __html: markup }} />;
}
",
            good: r"
export function Comment({ text }: { text: string }) {
  const markup = '<p>' + DOMPurify.sanitize(text) + '</p>';
  return <div dangerouslySetInnerHTML={{ __html: markup }} />;
}
",
        },
        Example {
            language: "go",
            bad: r#"
package web

import "net/http"

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "<h1>Hello %s</h1>", r.FormValue("name"))
}
"#,
            good: r#"
package web

import "net/http"

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(r.FormValue("name")))
}
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Hello {
  void hello(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.getWriter().println("<h1>Hello " + request.getParameter("name") + "</h1>");
  }
}
"#,
            good: r#"
class Hello {
  void hello(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.getWriter().println("<h1>Hello " + Encode.forHtml(request.getParameter("name")) + "</h1>");
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r#"
use axum::{extract::Query, response::Html};

async fn hello(Query(name): Query<String>) -> Html<String> {
    Html(format!("<h1>Hello {name}</h1>"))
}
"#,
            good: r#"
use axum::{extract::Query, response::Html};

async fn hello(Query(name): Query<String>) -> Html<String> {
    Html(format!("<h1>Hello {}</h1>", html_escape::encode_text(&name)))
}
"#,
        },
    ],
    checks: &[Check::Flow(Weakness::Xss)],
};
