//! What the analysis follows and what it lets go, by language.

use types::Severity;

use crate::rules::tests::{found, severities};

const FLASK: &str = "from flask import request\n";

fn python(rule: &str, body: &str) -> usize {
    found(rule, "python", &format!("{FLASK}{body}")).len()
}

#[test]
fn data_is_followed() {
    for (what, body) in [
        ("through names", "a = request.args['q']\nb = a\ndb.execute('SELECT * FROM t WHERE a = ' + b)\n"),
        ("through %", "db.execute('SELECT * FROM t WHERE a = %s' % request.args['q'])\n"),
        ("through format", "db.execute('SELECT * FROM t WHERE a = {}'.format(request.args['q']))\n"),
        ("through +=", "sql = 'SELECT * FROM t WHERE a = '\nsql += request.args['q']\ndb.execute(sql)\n"),
        (
            "through lists",
            "parts = []\nparts.append(request.args['q'])\ndb.execute('SELECT * FROM t WHERE a = ' + ' '.join(parts))\n",
        ),
        (
            "through methods",
            "db.execute('SELECT * FROM t WHERE a = ' + request.args.get('q').strip().lower())\n",
        ),
        (
            "through functions",
            "def sql(q):\n    return 'SELECT * FROM t WHERE a = ' + q\ndb.execute(sql(request.args['q']))\n",
        ),
        (
            "into functions",
            "def _run(q):\n    db.execute('SELECT * FROM t WHERE a = ' + q)\n_run(request.args['q'])\n",
        ),
        (
            "through loops",
            "for q in request.args.getlist('q'):\n    db.execute('SELECT * FROM t WHERE a = ' + q)\n",
        ),
        (
            "through branches",
            "q = 'x'\nif wide:\n    q = request.args['q']\ndb.execute('SELECT * FROM t WHERE a = ' + q)\n",
        ),
        (
            "through conditionals",
            "q = request.args['q'] if wide else ''\ndb.execute(f'SELECT * FROM t WHERE a = {q}')\n",
        ),
    ] {
        assert_eq!(python("security/sql-injection", body), 1, "{what}:\n{body}");
    }
}

#[test]
fn what_is_harmless_is_let_go() {
    for (what, body) in [
        ("numbers", "db.execute('SELECT * FROM t WHERE a = ' + str(int(request.args['q'])))\n"),
        ("bound parameters", "db.execute('SELECT * FROM t WHERE a = %s', [request.args['q']])\n"),
        (
            "placeholders",
            "ids = request.args.getlist('q')\ndb.execute('SELECT * FROM t WHERE a IN (%s)' % ','.join('?' for _ in ids), ids)\n",
        ),
        (
            "allowed names",
            "q = request.args['q']\nif q not in ALLOWED:\n    abort(400)\ndb.execute('SELECT * FROM t ORDER BY ' + q)\n",
        ),
        (
            "checked by a function",
            "q = request.args['q']\nvalidate_name(q)\ndb.execute('SELECT * FROM t WHERE a = ' + q)\n",
        ),
        (
            "digits",
            "q = request.args['q']\nif not q.isdigit():\n    abort(400)\ndb.execute('SELECT * FROM t WHERE a = ' + q)\n",
        ),
        ("chosen by data", "db.execute(QUERIES[request.args['q']])\n"),
        ("overwritten", "q = request.args['q']\nq = 'x'\ndb.execute('SELECT * FROM t WHERE a = ' + q)\n"),
        ("lengths", "db.execute('SELECT * FROM t LIMIT ' + str(len(request.args['q'])))\n"),
        ("no database", "executor.execute(request.args['q'])\n"),
    ] {
        assert_eq!(python("security/sql-injection", body), 0, "{what}:\n{body}");
    }
}

#[test]
fn parameters_count_for_values_only() {
    let function = |body: &str| format!("def find(db, name, table: str, count: int):\n    {body}\n");
    for (body, expected) in [
        ("db.execute(f\"SELECT * FROM t WHERE name = '{name}'\")", vec![Severity::Medium]),
        ("db.execute(f'SELECT * FROM {table}')", vec![]),
        ("db.execute(f'SELECT * FROM t ORDER BY {name}')", vec![]),
        ("db.execute(f'SELECT * FROM t WHERE count = {count}')", vec![]),
        ("db.execute(name)", vec![]),
    ] {
        let found = severities("security/sql-injection", "python", &function(body));
        assert_eq!(
            found.into_iter().map(|(_, severity, _)| severity).collect::<Vec<_>>(),
            expected,
            "{body}"
        );
    }
}

#[test]
fn the_message_names_variable_source_and_place() {
    let code = format!(
        "{FLASK}name = request.args['name']\ndb.execute(f\"SELECT * FROM t WHERE name = '{{name}}'\")\n"
    );
    assert_eq!(
        found("security/sql-injection", "python", &code),
        [(3, "`name` from `request.args` (line 2) is put into the SQL text given to `db.execute`; pass it as a bound parameter.".to_owned())]
    );
}

#[test]
fn a_path_that_is_checked_is_let_go() {
    for (body, expected) in [
        ("p = os.path.join(ROOT, request.args['p'])\nopen(p)\n", 1),
        (
            "p = os.path.realpath(os.path.join(ROOT, request.args['p']))\nif not p.startswith(ROOT):\n    abort(404)\nopen(p)\n",
            0,
        ),
        ("p = request.args['p']\nif '..' in p:\n    abort(404)\nopen(ROOT + p)\n", 0),
        ("open(os.path.join(ROOT, os.path.basename(request.args['p'])))\n", 0),
        ("import sys\nopen(sys.argv[1])\n", 0),
    ] {
        assert_eq!(python("security/path-traversal", body), expected, "{body}");
    }
}

#[test]
fn only_what_leads_an_address_chooses_its_host() {
    for (address, expected) in [
        ("request.args['u']", 1),
        ("'http://' + request.args['host'] + '/status'", 1),
        ("f\"https://{request.args['host']}/status\"", 1),
        ("'https://api.example.com/' + request.args['id']", 0),
        ("BASE + '/' + request.args['id']", 0),
        ("f\"https://api.example.com/{request.args['id']}\"", 0),
    ] {
        let body = format!("import requests\nrequests.get({address}, timeout=3)\n");
        assert_eq!(python("security/server-side-request-forgery", &body), expected, "{address}");
    }
}

#[test]
fn a_file_that_answers_no_requests_has_none() {
    let code = "class Sender:\n    def send(self, request):\n        open('logs/' + request.headers['x'])\n";
    assert_eq!(found("security/path-traversal", "python", code), []);
}

#[test]
fn handlers_of_each_language_are_known() {
    for (language, rule, code) in [
        (
            "python",
            "security/path-traversal",
            "import flask\n@app.route('/f/<name>')\ndef get(name):\n    return flask.send_file(name)\n",
        ),
        (
            "go",
            "security/path-traversal",
            "package a\n\nimport \"github.com/gin-gonic/gin\"\n\nfunc get(c *gin.Context) {\n\tos.ReadFile(\"/data/\" + c.Param(\"name\"))\n}\n",
        ),
        (
            "javascript",
            "security/command-injection",
            "const cp = require('child_process');\nrouter.post('/', async (req, res) => {\n  const { name } = req.body;\n  cp.exec('ls ' + name);\n});\n",
        ),
        (
            "java",
            "security/open-redirect",
            "class A {\n  void go(HttpServletRequest q, HttpServletResponse r) throws Exception {\n    String next = q.getParameter(\"next\");\n    r.sendRedirect(next);\n  }\n}\n",
        ),
        (
            "rust",
            "security/path-traversal",
            "use actix_web::web;\n\nasync fn get(name: web::Path<String>) {\n    let path = format!(\"data/{}\", name.into_inner());\n    std::fs::read(path).unwrap();\n}\n",
        ),
    ] {
        assert_eq!(found(rule, language, code).len(), 1, "{language}:\n{code}");
    }
}

#[test]
fn handlers_that_take_numbers_are_harmless() {
    for (language, code) in [
        (
            "python",
            "import flask\n@app.route('/f/<int:name>')\ndef get(name):\n    return flask.send_file(str(name))\n",
        ),
        (
            "rust",
            "use actix_web::web;\n\nasync fn get(id: web::Path<u64>) {\n    std::fs::read(format!(\"data/{id}\")).unwrap();\n}\n",
        ),
        (
            "java",
            "import org.springframework.web.bind.annotation.*;\nclass A {\n  byte[] get(@PathVariable long id) throws Exception {\n    return Files.readAllBytes(Paths.get(\"/data/\" + id));\n  }\n}\n",
        ),
    ] {
        assert_eq!(found("security/path-traversal", language, code), [], "{language}:\n{code}");
    }
}

#[test]
fn handlers_take_requests_apart() {
    let handler = |body: &str| {
        format!(
            "app.get('/f', ({{ params, app }}: Request, res: Response) => {{\n  const file = params.file;\n  {body}\n}});\n"
        )
    };
    for (body, expected) in [
        ("res.sendFile(path.resolve('logs/', file));", 1),
        ("if (!file.includes('/')) res.sendFile(path.resolve('logs/', file));", 0),
        ("res.sendFile(path.resolve('logs/', app.file));", 0),
    ] {
        assert_eq!(found("security/path-traversal", "typescript", &handler(body)).len(), expected, "{body}");
    }
}

#[test]
fn spring_binds_texts_without_being_told() {
    let spring = |head: &str, body: &str| {
        format!(
            "import java.sql.*;\nimport org.springframework.web.bind.annotation.*;\nclass A {{\n  {head}\n  {body}\n}}\n"
        )
    };
    let run = "void go(String text) throws Exception { statement.executeQuery(text); }";
    let view = "Object go(String text) { return new ModelAndView(\"redirect:\" + text); }";
    let shell = "void go(String text) throws Exception {\n    String[] list = {\"sh\", \"-c\", \"ls \" + text};\n    new ProcessBuilder(list).start();\n  }";
    for (rule, body) in [
        ("security/sql-injection", run),
        ("security/open-redirect", view),
        ("security/command-injection", shell),
    ] {
        assert_eq!(found(rule, "java", &spring("@GetMapping(\"/go\")", body)).len(), 1, "{body}");
        assert_eq!(found(rule, "java", &spring("@Bean", body)), [], "{body}");
    }
}

#[test]
fn what_a_function_makes_of_each_counts() {
    for (each, expected) in [("(id) => `'${id}'`", 1), ("(_, at) => `$${at}`", 0)] {
        let code =
            format!("db.query('SELECT * FROM t WHERE id IN (' + req.body.ids.map({each}).join() + ')');\n");
        assert_eq!(found("security/sql-injection", "javascript", &code).len(), expected, "{each}");
    }
}

#[test]
fn recursion_and_depth_end() {
    let recursive = "def a(x):\n    return b(x)\ndef b(x):\n    return a(x)\ndb.execute('SELECT * FROM t WHERE a = ' + a(request.args['q']))\n";
    assert_eq!(python("security/sql-injection", recursive), 0);
    let long =
        format!("db.execute('SELECT * FROM t WHERE a = ' + {}request.args['q'])\n", "'x' + ".repeat(200));
    assert!(python("security/sql-injection", &long) <= 1);
}
