//! JavaScript and TypeScript: Express, Koa, Fastify, Next.js, the browser; mysql, pg, sequelize, knex.

use tree_sitter::Node;

use super::{Form, Handed, Input, Place, Table, place, type_name};
use crate::languages::{Call, Parameter};
use crate::rules::File;
use crate::rules::flow::Weakness::{Code, Command, Deserialization, Path, Redirect, Sql, Ssrf, Xss};
use crate::rules::flow::taint::{Harms, Shape, Taint, Trust};

/// The address of the very page: it stays on this host.
const OWN_PATH: Harms = Harms::but(&[Redirect, Ssrf, Sql]);
/// Headers, which no link can set.
const HEADER: Harms = Harms::but(&[Redirect, Ssrf]);
/// What the browser's address bar says can harm the page, not the server.
const BROWSER: Harms = Harms::of(&[Xss, Code, Redirect]);
/// Percent-encoded text holds no quote, slash or tag.
const ENCODED: Harms = Harms::of(&[Xss, Ssrf, Redirect, Path, Command]);

pub(super) static TABLE: Table = Table {
    forms: &[
        ("identifier", Form::Name),
        ("this", Form::Name),
        ("shorthand_property_identifier", Form::Name),
        ("member_expression", Form::Member("object", "property")),
        ("subscript_expression", Form::Element("object")),
        ("string", Form::Text),
        ("template_string", Form::Text),
        ("template_substitution", Form::All),
        ("binary_expression", Form::Joined),
        ("ternary_expression", Form::AllBut("condition")),
        ("parenthesized_expression", Form::All),
        ("await_expression", Form::All),
        ("as_expression", Form::First("")),
        ("satisfies_expression", Form::First("")),
        ("non_null_expression", Form::First("")),
        ("array", Form::All),
        ("object", Form::All),
        ("pair", Form::First("value")),
        ("spread_element", Form::All),
        ("sequence_expression", Form::Last),
        ("assignment_expression", Form::First("right")),
    ],
    frameworks: &[],
    handlers: &[],
    origins: &[
        ("req.query", Trust::Remote, Harms::ALL),
        ("req.body", Trust::Remote, Harms::ALL),
        ("req.params", Trust::Remote, Harms::ALL),
        ("req.cookies", Trust::Remote, Harms::ALL),
        ("req.headers", Trust::Remote, HEADER),
        ("req.files", Trust::Remote, Harms::ALL),
        ("req.param()", Trust::Remote, Harms::ALL),
        ("req.get()", Trust::Remote, HEADER),
        ("req.header()", Trust::Remote, HEADER),
        ("req.url", Trust::Remote, OWN_PATH),
        ("req.originalUrl", Trust::Remote, OWN_PATH),
        ("request.query", Trust::Remote, Harms::ALL),
        ("request.body", Trust::Remote, Harms::ALL),
        ("request.params", Trust::Remote, Harms::ALL),
        ("request.payload", Trust::Remote, Harms::ALL),
        ("ctx.query", Trust::Remote, Harms::ALL),
        ("ctx.params", Trust::Remote, Harms::ALL),
        ("ctx.request.body", Trust::Remote, Harms::ALL),
        ("ctx.request.query", Trust::Remote, Harms::ALL),
        ("req.nextUrl.searchParams", Trust::Remote, Harms::ALL),
        ("request.nextUrl.searchParams", Trust::Remote, Harms::ALL),
        ("event.queryStringParameters", Trust::Remote, Harms::ALL),
        ("event.pathParameters", Trust::Remote, Harms::ALL),
        ("route.snapshot.queryParams", Trust::Remote, BROWSER),
        ("route.snapshot.queryParamMap", Trust::Remote, BROWSER),
        ("location.search", Trust::Remote, BROWSER),
        ("location.hash", Trust::Remote, BROWSER),
        ("location.href", Trust::Remote, Harms::of(&[Xss, Code])),
        ("document.URL", Trust::Remote, Harms::of(&[Xss, Code])),
        ("document.referrer", Trust::Remote, Harms::of(&[Xss, Code])),
        ("process.argv", Trust::Local, Harms::ALL),
        ("process.env", Trust::Local, Harms::ALL),
    ],
    input,
    cleaners: &[
        ("Number", Harms::ALL),
        ("parseInt", Harms::ALL),
        ("parseFloat", Harms::ALL),
        ("Number.parseInt", Harms::ALL),
        ("Number.parseFloat", Harms::ALL),
        ("Boolean", Harms::ALL),
        ("BigInt", Harms::ALL),
        ("encodeURIComponent", ENCODED),
        ("DOMPurify.sanitize", Harms::of(&[Xss])),
        ("validator.escape", Harms::of(&[Xss])),
        ("_.escape", Harms::of(&[Xss])),
        ("he.encode", Harms::of(&[Xss])),
        ("xss", Harms::of(&[Xss])),
        ("path.basename", Harms::of(&[Path])),
        ("basename", Harms::of(&[Path])),
        ("sanitizeFilename", Harms::of(&[Path])),
        ("JSON.stringify", Harms::of(&[Code])),
        ("mysql.escape", Harms::of(&[Sql])),
        ("*.escape", Harms::of(&[Sql, Xss])),
        ("*.escapeId", Harms::of(&[Sql])),
        ("*.escapeLiteral", Harms::of(&[Sql])),
        ("shellescape", Harms::of(&[Command])),
        ("shellQuote.quote", Harms::of(&[Command])),
        ("*.indexOf", Harms::ALL),
    ],
    carriers: &[
        "String",
        "JSON.parse",
        "decodeURIComponent",
        "decodeURI",
        "unescape",
        "encodeURI",
        "Buffer.from",
        "atob",
        "path.join",
        "path.resolve",
        "path.normalize",
        "join",
        "resolve",
        "*.concat",
        "URL",
        "URLSearchParams",
        "Array.from",
        "Object.assign",
        "Object.values",
        "Object.entries",
        "util.format",
        "*.join",
        "*.replace",
        "*.replaceAll",
    ],
    formats: &["util.format"],
    adders: &["*.push", "*.unshift", "*.append", "*.write"],
    sinks: &[
        Place { call: "*.query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.execute", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.raw", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.whereRaw", argument: Handed::At(0), weakness: Sql, only: is_built },
        Place { call: "*.$queryRawUnsafe", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.$executeRawUnsafe", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.exec", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.run", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.all", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.prepare", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "exec", argument: Handed::At(0), weakness: Command, only: has_child_process },
        Place { call: "execSync", argument: Handed::At(0), weakness: Command, only: has_child_process },
        place("child_process.exec", Handed::At(0), Command),
        place("child_process.execSync", Handed::At(0), Command),
        place("cp.exec", Handed::At(0), Command),
        place("cp.execSync", Handed::At(0), Command),
        Place { call: "spawn", argument: Handed::From(0), weakness: Command, only: has_shell },
        Place { call: "spawnSync", argument: Handed::From(0), weakness: Command, only: has_shell },
        Place { call: "child_process.spawn", argument: Handed::From(0), weakness: Command, only: has_shell },
        place("fs.readFile", Handed::At(0), Path),
        place("fs.readFileSync", Handed::At(0), Path),
        place("fs.writeFile", Handed::At(0), Path),
        place("fs.writeFileSync", Handed::At(0), Path),
        place("fs.createReadStream", Handed::At(0), Path),
        place("fs.createWriteStream", Handed::At(0), Path),
        place("fs.unlink", Handed::At(0), Path),
        place("fs.unlinkSync", Handed::At(0), Path),
        place("fs.readdir", Handed::At(0), Path),
        place("fs.rm", Handed::At(0), Path),
        place("fs.promises.readFile", Handed::At(0), Path),
        place("readFile", Handed::At(0), Path),
        place("readFileSync", Handed::At(0), Path),
        place("createReadStream", Handed::At(0), Path),
        Place { call: "*.sendFile", argument: Handed::At(0), weakness: Path, only: has_no_root },
        place("eval", Handed::At(0), Code),
        place("Function", Handed::From(0), Code),
        place("vm.runInNewContext", Handed::At(0), Code),
        place("vm.runInThisContext", Handed::At(0), Code),
        place("vm.runInContext", Handed::At(0), Code),
        Place { call: "setTimeout", argument: Handed::At(0), weakness: Code, only: is_built },
        Place { call: "setInterval", argument: Handed::At(0), weakness: Code, only: is_built },
        place("serialize.unserialize", Handed::At(0), Deserialization),
        place("unserialize", Handed::At(0), Deserialization),
        place("fetch", Handed::At(0), Ssrf),
        place("axios", Handed::At(0), Ssrf),
        place("axios.get", Handed::At(0), Ssrf),
        place("axios.post", Handed::At(0), Ssrf),
        place("axios.request", Handed::At(0), Ssrf),
        place("got", Handed::At(0), Ssrf),
        place("got.get", Handed::At(0), Ssrf),
        place("needle.get", Handed::At(0), Ssrf),
        place("superagent.get", Handed::At(0), Ssrf),
        place("http.get", Handed::At(0), Ssrf),
        place("https.get", Handed::At(0), Ssrf),
        place("http.request", Handed::At(0), Ssrf),
        place("https.request", Handed::At(0), Ssrf),
        place("document.write", Handed::At(0), Xss),
        place("document.writeln", Handed::At(0), Xss),
        place("*.insertAdjacentHTML", Handed::At(1), Xss),
        place("*.bypassSecurityTrustHtml", Handed::At(0), Xss),
        Place { call: "*.html", argument: Handed::At(0), weakness: Xss, only: is_jquery },
        Place { call: "res.send", argument: Handed::At(0), weakness: Xss, only: is_page },
        Place { call: "res.write", argument: Handed::At(0), weakness: Xss, only: is_page },
        Place { call: "res.end", argument: Handed::At(0), weakness: Xss, only: is_page },
        place("res.redirect", Handed::At(0), Redirect),
        place("res.redirect", Handed::At(1), Redirect),
        place("ctx.redirect", Handed::At(0), Redirect),
        place("reply.redirect", Handed::At(0), Redirect),
        place("NextResponse.redirect", Handed::At(0), Redirect),
        place("window.open", Handed::At(0), Redirect),
        place("location.assign", Handed::At(0), Redirect),
        place("location.replace", Handed::At(0), Redirect),
    ],
    stores: &[
        (".innerHTML", Xss),
        (".outerHTML", Xss),
        (".srcdoc", Xss),
        ("location.href", Redirect),
        ("window.location", Redirect),
        ("document.location", Redirect),
    ],
    keys: &[("__html", Xss)],
    answers: |_, _| false,
};

fn is_sql(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::SQL)
}

fn is_built(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::BUILT)
}

fn is_page(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::HTML) && taint.origin().is_some()
}

fn is_jquery(call: &Call<'_>, _: &File<'_>, _: &Taint<'_>) -> bool {
    call.path.contains("$(") || call.path.starts_with('$') || call.path.starts_with("jQuery")
}

fn has_child_process(_: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    file.source.contains("child_process")
}

fn has_shell(call: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    call.arguments.last().is_some_and(|options| {
        options.value.kind() == "object" && file.text(options.value).replace(' ', "").contains("shell:true")
    })
}

fn has_no_root(call: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    !call.arguments.iter().skip(1).any(|options| file.text(options.value).contains("root"))
}

/// `({ params, body }: Request, ..) => ..` takes the request apart at once.
fn input(_: Node<'_>, parameter: &Parameter<'_>, file: &File<'_>) -> Input {
    match type_name(parameter, file) {
        "number" | "boolean" | "bigint" | "Date" => Input::Harmless,
        "Request" | "express.Request" | "NextApiRequest" if parameter.name.kind() == "object_pattern" => {
            Input::Parts("req")
        }
        _ => Input::Caller,
    }
}
