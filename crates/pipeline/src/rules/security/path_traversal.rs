//! Data from a request that becomes part of a file's path.

use types::{Category, Severity};

use crate::rules::{Check, Example, Rule, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/path-traversal",
    title: "File path built from a request",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(22),
    owasp: Some("A01"),
    effort_minutes: 30,
    skills: &["secure-coding", "files"],
    in_tests: false,
    what: "The path of a file that is read, written or deleted holds data from a request, and nothing makes sure where it \
           leads.",
    why: "`../../etc/passwd` leaves the folder that was meant; so does an absolute path, which replaces all before it in \
          most functions that join paths.",
    instead: "Take only the file's name (`basename`, `secure_filename`), or resolve the whole path and check that it still \
              lies inside the folder. Better: look files up by an id.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
from flask import request, send_file

@app.get("/files")
def download():
    return send_file(os.path.join(FOLDER, request.args["name"]))
"#,
            good: r#"
from flask import request, send_file
from werkzeug.utils import secure_filename

@app.get("/files")
def download():
    return send_file(os.path.join(FOLDER, secure_filename(request.args["name"])))
"#,
        },
        Example {
            language: "javascript",
            bad: r"
app.get('/files', (req, res) => {
  fs.readFile(path.join(folder, req.query.name), done);
});
",
            good: r"
app.get('/files', (req, res) => {
  fs.readFile(path.join(folder, path.basename(req.query.name)), done);
});
",
        },
        Example {
            language: "go",
            bad: r#"
package web

import "net/http"

func file(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	data, err := os.ReadFile(filepath.Join(folder, name))
	use(data, err)
}
"#,
            good: r#"
package web

import "net/http"

func file(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.URL.Query().Get("name"))
	data, err := os.ReadFile(filepath.Join(folder, name))
	use(data, err)
}
"#,
        },
        Example {
            language: "java",
            bad: r#"
import org.springframework.web.bind.annotation.*;

class Files {
  @GetMapping("/files")
  byte[] file(@RequestParam String name) throws Exception {
    return Files.readAllBytes(Paths.get(FOLDER, name));
  }
}
"#,
            good: r#"
import org.springframework.web.bind.annotation.*;

class Files {
  @GetMapping("/files")
  byte[] file(@RequestParam String name) throws Exception {
    Path path = FOLDER.resolve(name).normalize();
    if (!path.startsWith(FOLDER)) {
      throw new NotFound();
    }
    return Files.readAllBytes(path);
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r"
use axum::extract::Path;

async fn file(Path(name): Path<String>) -> Vec<u8> {
    let path = folder.join(name);
    std::fs::read(path).unwrap_or_default()
}
",
            good: r"
use axum::extract::Path;

async fn file(Path(id): Path<u64>) -> Vec<u8> {
    let path = folder.join(id.to_string());
    std::fs::read(path).unwrap_or_default()
}
",
        },
    ],
    checks: &[Check::Flow(Weakness::Path)],
};
