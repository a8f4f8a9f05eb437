//! Data from outside that becomes part of an SQL statement.

use types::{Category, Severity};

use crate::rules::{Check, Example, Rule, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/sql-injection",
    title: "SQL built from data",
    category: Category::Security,
    severity: Severity::Critical,
    cwe: Some(89),
    owasp: Some("A03"),
    effort_minutes: 30,
    skills: &["sql", "secure-coding"],
    in_tests: false,
    what: "A statement's text is put together by concatenation or formatting from data that came in with a request, from \
           the command line, or as a parameter of a public function, and is then run. From parameters only values are \
           judged, not names of tables and columns, which cannot be bound.",
    why: "Whoever chooses the data can end the value early and go on in SQL: read other people's rows, change them, or drop \
          the table.",
    instead: "Keep the statement fixed and hand values over as bound parameters. Choose names of columns and tables from a \
              list of known ones.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
from flask import request

@app.get("/users")
def users():
    name = request.args["name"]
    cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
"#,
            good: r#"
from flask import request

@app.get("/users")
def users():
    name = request.args["name"]
    cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
"#,
        },
        Example {
            language: "javascript",
            bad: r#"
app.get('/users', (req, res) => {
  db.query("SELECT * FROM users WHERE id = " + req.query.id, done);
});
"#,
            good: r#"
app.get('/users', (req, res) => {
  db.query("SELECT * FROM users WHERE id = ?", [req.query.id], done);
});
"#,
        },
        Example {
            language: "go",
            bad: r#"
package web

import "net/http"

func users(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	db.Query(fmt.Sprintf("SELECT * FROM users WHERE name = '%s'", name))
}
"#,
            good: r#"
package web

import "net/http"

func users(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	db.Query("SELECT * FROM users WHERE name = $1", name)
}
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Users {
  void list(HttpServletRequest request) throws Exception {
    String name = request.getParameter("name");
    statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
  }
}
"#,
            good: r#"
class Users {
  void list(HttpServletRequest request) throws Exception {
    PreparedStatement query = connection.prepareStatement("SELECT * FROM users WHERE name = ?");
    query.setString(1, request.getParameter("name"));
    query.executeQuery();
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r#"
use axum::extract::Query;

async fn users(Query(filter): Query<Filter>) {
    let sql = format!("SELECT * FROM users WHERE name = '{}'", filter.name);
    sqlx::query(&sql).fetch_all(&pool).await;
}
"#,
            good: r#"
use axum::extract::Query;

async fn users(Query(filter): Query<Filter>) {
    sqlx::query("SELECT * FROM users WHERE name = $1").bind(filter.name).fetch_all(&pool).await;
}
"#,
        },
    ],
    checks: &[Check::Flow(Weakness::Sql)],
};
