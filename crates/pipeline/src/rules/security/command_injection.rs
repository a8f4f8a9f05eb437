//! Data from outside that becomes part of a command.

use types::{Category, Severity};

use crate::rules::{Check, Example, Rule, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/command-injection",
    title: "Shell command built from data",
    category: Category::Security,
    severity: Severity::Critical,
    cwe: Some(78),
    owasp: Some("A03"),
    effort_minutes: 30,
    skills: &["secure-coding", "processes"],
    in_tests: false,
    what: "Text that a shell will read is put together from data that came in with a request, from the environment, or as a \
           parameter of a public function; or the program to be run is named by a request.",
    why: "`;`, `$(..)` and a newline in the data start commands of their own, with the rights of the program.",
    instead: "Start the program itself with a list of arguments, without a shell. Where a shell must be, quote every value \
              (`shlex.quote`).",
    examples: &[
        Example {
            language: "python",
            bad: r#"
import os
from flask import request

@app.get("/ping")
def ping():
    os.system("ping -c 1 " + request.args["host"])
"#,
            good: r#"
import subprocess
from flask import request

@app.get("/ping")
def ping():
    subprocess.run(["ping", "-c", "1", request.args["host"]])
"#,
        },
        Example {
            language: "javascript",
            bad: r"
const { exec } = require('child_process');
app.get('/ping', (req, res) => {
  exec(`ping -c 1 ${req.query.host}`, done);
});
",
            good: r"
const { execFile } = require('child_process');
app.get('/ping', (req, res) => {
  execFile('ping', ['-c', '1', req.query.host], done);
});
",
        },
        Example {
            language: "go",
            bad: r#"
package web

import (
	"net/http"
	"os/exec"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	exec.Command("sh", "-c", "ping -c 1 "+host).Run()
}
"#,
            good: r#"
package web

import (
	"net/http"
	"os/exec"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	exec.Command("ping", "-c", "1", host).Run()
}
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Ping {
  void ping(HttpServletRequest request) throws Exception {
    Runtime.getRuntime().exec("ping -c 1 " + request.getParameter("host"));
  }
}
"#,
            good: r#"
class Ping {
  void ping(HttpServletRequest request) throws Exception {
    new ProcessBuilder("ping", "-c", "1", request.getParameter("host")).start();
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r#"
use axum::extract::Query;

async fn ping(Query(host): Query<String>) {
    Command::new("sh").arg("-c").arg(format!("ping -c 1 {host}")).status();
}
"#,
            good: r#"
use axum::extract::Query;

async fn ping(Query(host): Query<String>) {
    Command::new("ping").args(["-c", "1"]).arg(host).status();
}
"#,
        },
    ],
    checks: &[Check::Flow(Weakness::Command)],
};
