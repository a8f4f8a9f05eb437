//! Python: Flask, Django, FastAPI, Starlette, Tornado, aiohttp, Bottle; DB-API, SQLAlchemy, subprocess, requests.

use tree_sitter::Node;

use super::{Form, Handed, Input, Place, Table, place, type_name};
use crate::languages::{Call, Parameter};
use crate::rules::File;
use crate::rules::flow::Weakness::{Code, Command, Deserialization, Path, Redirect, Sql, Ssrf, Xss};
use crate::rules::flow::taint::{Harms, Shape, Taint, Trust};

/// The path of the very page, and headers, which no link can set: they stay on this host.
const OWN_PATH: Harms = Harms::but(&[Redirect, Ssrf]);

pub(super) static TABLE: Table = Table {
    forms: &[
        ("identifier", Form::Name),
        ("attribute", Form::Member("object", "attribute")),
        ("subscript", Form::Element("value")),
        ("string", Form::Text),
        ("concatenated_string", Form::All),
        ("binary_operator", Form::Joined),
        ("boolean_operator", Form::All),
        ("conditional_expression", Form::All),
        ("parenthesized_expression", Form::All),
        ("await", Form::All),
        ("list", Form::All),
        ("tuple", Form::All),
        ("set", Form::All),
        ("expression_list", Form::All),
        ("dictionary", Form::All),
        ("pair", Form::First("value")),
        ("list_splat", Form::All),
        ("dictionary_splat", Form::All),
        ("list_comprehension", Form::First("body")),
        ("generator_expression", Form::First("body")),
        ("set_comprehension", Form::First("body")),
        ("named_expression", Form::First("value")),
        ("interpolation", Form::First("expression")),
        ("keyword_argument", Form::First("value")),
    ],
    frameworks: &[
        "flask",
        "django",
        "fastapi",
        "starlette",
        "tornado",
        "aiohttp",
        "bottle",
        "sanic",
        "falcon",
        "pyramid",
        "quart",
        "werkzeug",
        "rest_framework",
    ],
    handlers: &[".route(", "@app.", "@router.", "@bp.", "@blueprint.", "@api."],
    origins: &[
        ("request.args", Trust::Remote, Harms::ALL),
        ("request.form", Trust::Remote, Harms::ALL),
        ("request.values", Trust::Remote, Harms::ALL),
        ("request.json", Trust::Remote, Harms::ALL),
        ("request.get_json()", Trust::Remote, Harms::ALL),
        ("request.data", Trust::Remote, Harms::ALL),
        ("request.get_data()", Trust::Remote, Harms::ALL),
        ("request.files", Trust::Remote, Harms::ALL),
        ("request.cookies", Trust::Remote, Harms::ALL),
        ("request.headers", Trust::Remote, OWN_PATH),
        ("request.view_args", Trust::Remote, Harms::ALL),
        ("request.GET", Trust::Remote, Harms::ALL),
        ("request.POST", Trust::Remote, Harms::ALL),
        ("request.FILES", Trust::Remote, Harms::ALL),
        ("request.COOKIES", Trust::Remote, Harms::ALL),
        ("request.body", Trust::Remote, Harms::ALL),
        ("request.body()", Trust::Remote, Harms::ALL),
        ("request.query", Trust::Remote, Harms::ALL),
        ("request.query_params", Trust::Remote, Harms::ALL),
        ("request.path_params", Trust::Remote, Harms::ALL),
        ("request.match_info", Trust::Remote, Harms::ALL),
        ("request.post()", Trust::Remote, Harms::ALL),
        ("request.path", Trust::Remote, OWN_PATH),
        ("request.url", Trust::Remote, OWN_PATH),
        ("self.get_argument()", Trust::Remote, Harms::ALL),
        ("self.get_query_argument()", Trust::Remote, Harms::ALL),
        ("self.get_body_argument()", Trust::Remote, Harms::ALL),
        ("input()", Trust::Local, Harms::ALL),
        ("sys.argv", Trust::Local, Harms::ALL),
        ("sys.stdin.read()", Trust::Local, Harms::ALL),
        ("sys.stdin.readline()", Trust::Local, Harms::ALL),
        ("os.environ", Trust::Local, Harms::ALL),
        ("os.getenv()", Trust::Local, Harms::ALL),
    ],
    input,
    cleaners: &[
        ("int", Harms::ALL),
        ("float", Harms::ALL),
        ("bool", Harms::ALL),
        ("len", Harms::ALL),
        ("hash", Harms::ALL),
        ("UUID", Harms::ALL),
        ("uuid.UUID", Harms::ALL),
        ("Decimal", Harms::ALL),
        ("isinstance", Harms::ALL),
        ("shlex.quote", Harms::of(&[Command])),
        ("quote", Harms::of(&[Command, Xss, Ssrf, Redirect])),
        ("*.quote", Harms::of(&[Command, Xss, Ssrf, Redirect])),
        ("quote_plus", Harms::of(&[Command, Xss, Ssrf, Redirect, Path])),
        ("*.quote_plus", Harms::of(&[Command, Xss, Ssrf, Redirect, Path])),
        ("urlencode", Harms::of(&[Command, Xss, Ssrf, Redirect, Path])),
        ("*.urlencode", Harms::of(&[Command, Xss, Ssrf, Redirect, Path])),
        ("escape", Harms::of(&[Xss])),
        ("*.escape", Harms::of(&[Xss])),
        ("format_html", Harms::of(&[Xss])),
        ("conditional_escape", Harms::of(&[Xss])),
        ("bleach.clean", Harms::of(&[Xss])),
        ("nh3.clean", Harms::of(&[Xss])),
        ("jsonify", Harms::of(&[Xss])),
        ("json.dumps", Harms::of(&[Xss, Code])),
        ("render_template", Harms::of(&[Xss])),
        ("render", Harms::of(&[Xss])),
        ("secure_filename", Harms::of(&[Path, Command])),
        ("*.secure_filename", Harms::of(&[Path, Command])),
        ("safe_join", Harms::of(&[Path])),
        ("*.safe_join", Harms::of(&[Path])),
        ("os.path.basename", Harms::of(&[Path])),
        ("basename", Harms::of(&[Path])),
        ("get_valid_filename", Harms::of(&[Path])),
        ("sql.Identifier", Harms::of(&[Sql])),
        ("sql.Literal", Harms::of(&[Sql])),
        ("*.quote_name", Harms::of(&[Sql])),
        ("*.escape_string", Harms::of(&[Sql])),
        ("ast.literal_eval", Harms::of(&[Code])),
        ("url_for", Harms::ALL),
        ("reverse", Harms::ALL),
    ],
    carriers: &[
        "str",
        "bytes",
        "repr",
        "list",
        "tuple",
        "set",
        "dict",
        "sorted",
        "Path",
        "pathlib.Path",
        "PurePath",
        "os.path.join",
        "join",
        "os.path.normpath",
        "os.path.abspath",
        "os.path.realpath",
        "os.path.expanduser",
        "*.join",
        "*.joinpath",
        "*.replace",
        "os.fspath",
        "json.loads",
        "base64.b64decode",
        "b64decode",
        "unquote",
        "*.unquote",
        "unquote_plus",
        "urljoin",
        "*.urljoin",
        "text",
        "sqlalchemy.text",
        "sa.text",
        "io.BytesIO",
        "BytesIO",
        "StringIO",
        "io.StringIO",
        "codecs.decode",
        "next",
        "iter",
        "reversed",
        "textwrap.dedent",
        "dict.get",
        "copy.copy",
        "copy.deepcopy",
        "Request",
        "urllib.request.Request",
        "HttpResponse",
    ],
    formats: &["*.format", "*.format_map"],
    adders: &["*.append", "*.extend", "*.insert", "*.add", "*.write", "*.update"],
    sinks: &[
        Place { call: "*.execute", argument: Handed::Named(0, "query"), weakness: Sql, only: is_database },
        Place { call: "*.executemany", argument: Handed::At(0), weakness: Sql, only: is_database },
        Place { call: "*.executescript", argument: Handed::At(0), weakness: Sql, only: is_database },
        Place { call: "*.read_sql", argument: Handed::At(0), weakness: Sql, only: is_database },
        Place { call: "*.read_sql_query", argument: Handed::At(0), weakness: Sql, only: is_database },
        Place { call: "*.raw", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "RawSQL", argument: Handed::At(0), weakness: Sql, only: is_sql },
        place("os.system", Handed::At(0), Command),
        place("os.popen", Handed::At(0), Command),
        place("subprocess.getoutput", Handed::At(0), Command),
        place("subprocess.getstatusoutput", Handed::At(0), Command),
        place("commands.getoutput", Handed::At(0), Command),
        place("asyncio.create_subprocess_shell", Handed::At(0), Command),
        Place {
            call: "subprocess.run",
            argument: Handed::Named(0, "args"),
            weakness: Command,
            only: has_shell,
        },
        Place {
            call: "subprocess.call",
            argument: Handed::Named(0, "args"),
            weakness: Command,
            only: has_shell,
        },
        Place {
            call: "subprocess.Popen",
            argument: Handed::Named(0, "args"),
            weakness: Command,
            only: has_shell,
        },
        Place {
            call: "subprocess.check_call",
            argument: Handed::Named(0, "args"),
            weakness: Command,
            only: has_shell,
        },
        Place {
            call: "subprocess.check_output",
            argument: Handed::Named(0, "args"),
            weakness: Command,
            only: has_shell,
        },
        Place { call: "Popen", argument: Handed::At(0), weakness: Command, only: has_shell },
        Place { call: "check_output", argument: Handed::At(0), weakness: Command, only: has_shell },
        place("open", Handed::Named(0, "file"), Path),
        place("io.open", Handed::At(0), Path),
        place("os.remove", Handed::At(0), Path),
        place("os.unlink", Handed::At(0), Path),
        place("os.rmdir", Handed::At(0), Path),
        place("os.listdir", Handed::At(0), Path),
        place("os.rename", Handed::At(0), Path),
        place("shutil.rmtree", Handed::At(0), Path),
        place("shutil.copy", Handed::From(0), Path),
        place("shutil.copyfile", Handed::From(0), Path),
        place("shutil.move", Handed::From(0), Path),
        place("send_file", Handed::At(0), Path),
        place("flask.send_file", Handed::At(0), Path),
        place("FileResponse", Handed::At(0), Path),
        Place { call: "*.save", argument: Handed::At(0), weakness: Path, only: is_upload },
        place("*.read_text", Handed::Receiver, Path),
        place("*.read_bytes", Handed::Receiver, Path),
        place("*.write_text", Handed::Receiver, Path),
        place("*.write_bytes", Handed::Receiver, Path),
        place("eval", Handed::At(0), Code),
        place("exec", Handed::At(0), Code),
        place("compile", Handed::At(0), Code),
        place("render_template_string", Handed::At(0), Code),
        place("flask.render_template_string", Handed::At(0), Code),
        place("Template", Handed::At(0), Code),
        place("jinja2.Template", Handed::At(0), Code),
        place("*.from_string", Handed::At(0), Code),
        place("__import__", Handed::At(0), Code),
        place("importlib.import_module", Handed::At(0), Code),
        place("pickle.loads", Handed::At(0), Deserialization),
        place("pickle.load", Handed::At(0), Deserialization),
        place("cPickle.loads", Handed::At(0), Deserialization),
        place("dill.loads", Handed::At(0), Deserialization),
        place("marshal.loads", Handed::At(0), Deserialization),
        place("jsonpickle.decode", Handed::At(0), Deserialization),
        place("joblib.load", Handed::At(0), Deserialization),
        place("torch.load", Handed::At(0), Deserialization),
        place("yaml.unsafe_load", Handed::At(0), Deserialization),
        place("requests.get", Handed::Named(0, "url"), Ssrf),
        place("requests.post", Handed::Named(0, "url"), Ssrf),
        place("requests.put", Handed::Named(0, "url"), Ssrf),
        place("requests.patch", Handed::Named(0, "url"), Ssrf),
        place("requests.delete", Handed::Named(0, "url"), Ssrf),
        place("requests.head", Handed::Named(0, "url"), Ssrf),
        place("requests.request", Handed::Named(1, "url"), Ssrf),
        place("httpx.get", Handed::Named(0, "url"), Ssrf),
        place("httpx.post", Handed::Named(0, "url"), Ssrf),
        place("httpx.stream", Handed::Named(1, "url"), Ssrf),
        place("urlopen", Handed::Named(0, "url"), Ssrf),
        place("urllib.request.urlopen", Handed::Named(0, "url"), Ssrf),
        place("urllib.request.urlretrieve", Handed::At(0), Ssrf),
        Place { call: "session.get", argument: Handed::At(0), weakness: Ssrf, only: is_http_client },
        Place { call: "session.post", argument: Handed::At(0), weakness: Ssrf, only: is_http_client },
        Place { call: "client.get", argument: Handed::At(0), weakness: Ssrf, only: is_http_client },
        place("Markup", Handed::At(0), Xss),
        place("markupsafe.Markup", Handed::At(0), Xss),
        place("mark_safe", Handed::At(0), Xss),
        Place { call: "HttpResponse", argument: Handed::At(0), weakness: Xss, only: is_page },
        Place { call: "HTMLResponse", argument: Handed::Named(0, "content"), weakness: Xss, only: is_page },
        Place { call: "make_response", argument: Handed::At(0), weakness: Xss, only: is_page },
        place("redirect", Handed::At(0), Redirect),
        place("flask.redirect", Handed::At(0), Redirect),
        place("HttpResponseRedirect", Handed::At(0), Redirect),
        place("RedirectResponse", Handed::Named(0, "url"), Redirect),
        place("web.HTTPFound", Handed::At(0), Redirect),
        place("self.redirect", Handed::At(0), Redirect),
    ],
    stores: &[],
    keys: &[],
    answers,
};

fn is_sql(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::SQL)
}

/// Whether the text reads like SQL, or what is asked to run it is called like a database.
fn is_database(call: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    let path = call.path.to_ascii_lowercase();
    taint.shape.contains(Shape::SQL)
        || ["cursor", "conn", "cur.", "db.", "session", "engine", "database"]
            .iter()
            .any(|name| path.contains(name))
}

fn is_page(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::HTML) && taint.origin().is_some()
}

fn has_shell(call: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    call.arguments
        .iter()
        .any(|argument| argument.keyword.as_deref() == Some("shell") && file.text(argument.value) == "True")
}

fn is_upload(call: &Call<'_>, _: &File<'_>, _: &Taint<'_>) -> bool {
    ["file", "upload", "image", "photo", "avatar", "f."]
        .iter()
        .any(|name| call.path.to_ascii_lowercase().starts_with(name))
}

fn is_http_client(_: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    ["aiohttp", "httpx", "requests"].iter().any(|library| file.source.contains(library))
}

/// Parameters of a function under a route's decorator come from the URL or the body.
fn input(function: Node<'_>, parameter: &Parameter<'_>, file: &File<'_>) -> Input {
    let kind = type_name(parameter, file);
    if matches!(kind, "int" | "float" | "bool" | "UUID" | "uuid.UUID" | "date" | "datetime" | "Decimal")
        || kind.starts_with("Literal[")
    {
        return Input::Harmless;
    }
    if matches!(kind, "Request" | "HttpRequest" | "web.Request") {
        return Input::Known("request");
    }
    let decorators = decorators(function, file);
    let name = file.text(parameter.name);
    if !is_route(decorators) || name == "request" {
        return Input::Caller;
    }
    let injected = parameter.default.is_some_and(|value| file.text(value).starts_with("Depends"));
    let converted =
        ["int", "float", "uuid", "any"].iter().any(|kind| decorators.contains(&format!("<{kind}:{name}>")));
    let service = ["Session", "AsyncSession", "BackgroundTasks", "Response", "Annotated["]
        .iter()
        .any(|one| kind.starts_with(one));
    if injected || converted || service { Input::Harmless } else { Input::Remote }
}

/// Whether what a function returns becomes a page.
fn answers(function: Node<'_>, file: &File<'_>) -> bool {
    is_route(decorators(function, file))
}

/// The decorators of a function, as they are written.
fn decorators<'a>(function: Node<'_>, file: &File<'a>) -> &'a str {
    let decorated = function.parent().filter(|parent| parent.kind() == "decorated_definition");
    decorated.map_or("", |decorated| &file.source[decorated.start_byte()..function.start_byte()])
}

/// Whether one of the decorators says under which path a function answers.
fn is_route(decorators: &str) -> bool {
    decorators.lines().any(|line| {
        let Some((name, rest)) = line.trim().strip_prefix('@').and_then(|line| line.split_once('(')) else {
            return false;
        };
        let method = name.rsplit('.').next().unwrap_or(name);
        name.contains('.')
            && matches!(
                method,
                "route" | "get" | "post" | "put" | "patch" | "delete" | "websocket" | "api_route"
            )
            && rest
                .trim_start_matches(['f', 'r'])
                .strip_prefix(['"', '\''])
                .is_some_and(|path| path.starts_with('/'))
    })
}
