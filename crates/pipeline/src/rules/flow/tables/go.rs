//! Go: net/http, gin, echo, fiber, chi, gorilla/mux; database/sql, os/exec.

use tree_sitter::Node;

use super::{Form, Handed, Input, Place, Table, place, type_name};
use crate::languages::{Call, Parameter};
use crate::rules::File;
use crate::rules::flow::Weakness::{Command, Deserialization, Path, Redirect, Sql, Ssrf, Xss};
use crate::rules::flow::taint::{Harms, Shape, Taint, Trust};

/// The path of the very page, and headers, which no link can set: they stay on this host.
const OWN_PATH: Harms = Harms::but(&[Redirect, Ssrf]);

pub(super) static TABLE: Table = Table {
    forms: &[
        ("identifier", Form::Name),
        ("selector_expression", Form::Member("operand", "field")),
        ("index_expression", Form::Element("operand")),
        ("slice_expression", Form::Element("operand")),
        ("interpreted_string_literal", Form::Text),
        ("raw_string_literal", Form::Text),
        ("binary_expression", Form::Joined),
        ("parenthesized_expression", Form::All),
        ("unary_expression", Form::First("operand")),
        ("type_assertion_expression", Form::First("operand")),
        ("type_conversion_expression", Form::First("operand")),
        ("composite_literal", Form::First("body")),
        ("literal_value", Form::All),
        ("literal_element", Form::All),
        ("keyed_element", Form::Last),
        ("expression_list", Form::All),
    ],
    frameworks: &["net/http", "gin-gonic", "labstack/echo", "gofiber", "go-chi", "gorilla/mux"],
    handlers: &["http.Request", "gin.Context", "echo.Context", "fiber.Ctx"],
    origins: &[
        ("$request.URL.Query()", Trust::Remote, Harms::ALL),
        ("$request.URL.Path", Trust::Remote, OWN_PATH),
        ("$request.FormValue()", Trust::Remote, Harms::ALL),
        ("$request.PostFormValue()", Trust::Remote, Harms::ALL),
        ("$request.PathValue()", Trust::Remote, Harms::ALL),
        ("$request.Form", Trust::Remote, Harms::ALL),
        ("$request.PostForm", Trust::Remote, Harms::ALL),
        ("$request.Header.Get()", Trust::Remote, OWN_PATH),
        ("$request.Cookie()", Trust::Remote, Harms::ALL),
        ("$request.Body", Trust::Remote, Harms::ALL),
        ("mux.Vars()", Trust::Remote, Harms::ALL),
        ("chi.URLParam()", Trust::Remote, Harms::ALL),
        ("$context.Query()", Trust::Remote, Harms::ALL),
        ("$context.DefaultQuery()", Trust::Remote, Harms::ALL),
        ("$context.Param()", Trust::Remote, Harms::ALL),
        ("$context.Params()", Trust::Remote, Harms::ALL),
        ("$context.PostForm()", Trust::Remote, Harms::ALL),
        ("$context.QueryParam()", Trust::Remote, Harms::ALL),
        ("$context.FormValue()", Trust::Remote, Harms::ALL),
        ("$context.GetHeader()", Trust::Remote, OWN_PATH),
        ("$context.Request.URL.Query()", Trust::Remote, Harms::ALL),
        ("$context.Request.FormValue()", Trust::Remote, Harms::ALL),
        ("os.Args", Trust::Local, Harms::ALL),
        ("os.Getenv()", Trust::Local, Harms::ALL),
        ("flag.Arg()", Trust::Local, Harms::ALL),
    ],
    input,
    cleaners: &[
        ("strconv.Atoi", Harms::ALL),
        ("strconv.ParseInt", Harms::ALL),
        ("strconv.ParseUint", Harms::ALL),
        ("strconv.ParseBool", Harms::ALL),
        ("strconv.ParseFloat", Harms::ALL),
        ("uuid.Parse", Harms::ALL),
        ("int", Harms::ALL),
        ("int64", Harms::ALL),
        ("len", Harms::ALL),
        ("pq.QuoteLiteral", Harms::of(&[Sql])),
        ("pq.QuoteIdentifier", Harms::of(&[Sql])),
        ("filepath.Base", Harms::of(&[Path])),
        ("path.Base", Harms::of(&[Path])),
        ("filepath.Rel", Harms::of(&[Path])),
        ("securejoin.SecureJoin", Harms::of(&[Path])),
        ("html.EscapeString", Harms::of(&[Xss])),
        ("template.HTMLEscapeString", Harms::of(&[Xss])),
        ("url.QueryEscape", Harms::of(&[Xss, Ssrf, Redirect, Path, Command])),
        ("url.PathEscape", Harms::of(&[Xss, Ssrf, Redirect, Path, Command])),
        ("shellescape.Quote", Harms::of(&[Command])),
    ],
    carriers: &[
        "string",
        "[]byte",
        "strings.TrimSpace",
        "strings.Trim",
        "strings.TrimPrefix",
        "strings.TrimSuffix",
        "strings.ToLower",
        "strings.ToUpper",
        "strings.Replace",
        "strings.ReplaceAll",
        "strings.Join",
        "strings.Split",
        "strings.Fields",
        "filepath.Join",
        "path.Join",
        "filepath.Clean",
        "path.Clean",
        "filepath.Abs",
        "fmt.Sprint",
        "fmt.Sprintln",
        "io.ReadAll",
        "ioutil.ReadAll",
        "url.Parse",
        "url.QueryUnescape",
        "append",
        "bytes.NewReader",
        "strings.NewReader",
        "base64.StdEncoding.DecodeString",
        "http.NewRequest",
        "http.NewRequestWithContext",
        "json.NewDecoder",
        "gob.NewDecoder",
    ],
    formats: &["fmt.Sprintf", "fmt.Appendf"],
    adders: &["*.WriteString", "*.Write"],
    sinks: &[
        Place { call: "*.Query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.QueryRow", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.Exec", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.Prepare", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.QueryContext", argument: Handed::At(1), weakness: Sql, only: is_sql },
        Place { call: "*.QueryRowContext", argument: Handed::At(1), weakness: Sql, only: is_sql },
        Place { call: "*.ExecContext", argument: Handed::At(1), weakness: Sql, only: is_sql },
        Place { call: "*.Raw", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.Where", argument: Handed::At(0), weakness: Sql, only: is_clause },
        Place { call: "*.Order", argument: Handed::At(0), weakness: Sql, only: is_clause },
        place("exec.Command", Handed::At(0), Command),
        place("exec.CommandContext", Handed::At(1), Command),
        Place { call: "exec.Command", argument: Handed::From(1), weakness: Command, only: runs_shell },
        Place { call: "exec.CommandContext", argument: Handed::From(2), weakness: Command, only: runs_shell },
        place("os.Open", Handed::At(0), Path),
        place("os.OpenFile", Handed::At(0), Path),
        place("os.ReadFile", Handed::At(0), Path),
        place("os.WriteFile", Handed::At(0), Path),
        place("os.Create", Handed::At(0), Path),
        place("os.Remove", Handed::At(0), Path),
        place("os.RemoveAll", Handed::At(0), Path),
        place("ioutil.ReadFile", Handed::At(0), Path),
        place("ioutil.WriteFile", Handed::At(0), Path),
        place("http.ServeFile", Handed::At(2), Path),
        place("gob.NewDecoder", Handed::At(0), Deserialization),
        place("http.Get", Handed::At(0), Ssrf),
        place("http.Post", Handed::At(0), Ssrf),
        place("http.Head", Handed::At(0), Ssrf),
        place("http.PostForm", Handed::At(0), Ssrf),
        place("http.NewRequest", Handed::At(1), Ssrf),
        place("http.NewRequestWithContext", Handed::At(2), Ssrf),
        place("template.HTML", Handed::At(0), Xss),
        place("template.JS", Handed::At(0), Xss),
        Place { call: "fmt.Fprintf", argument: Handed::Formatted, weakness: Xss, only: writes_page },
        Place { call: "fmt.Fprint", argument: Handed::From(1), weakness: Xss, only: writes_page },
        Place { call: "io.WriteString", argument: Handed::At(1), weakness: Xss, only: writes_page },
        Place { call: "w.Write", argument: Handed::At(0), weakness: Xss, only: is_page },
        place("http.Redirect", Handed::At(2), Redirect),
        place("$context.Redirect", Handed::At(1), Redirect),
    ],
    stores: &[],
    keys: &[],
    answers: |_, _| false,
};

fn is_sql(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::SQL)
}

fn is_clause(_: &Call<'_>, file: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::BUILT) && file.source.contains("gorm")
}

fn is_page(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::HTML)
}

/// Whether what is run is a shell: the first or second argument, past the context.
fn runs_shell(call: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    call.arguments.iter().take(2).any(|argument| {
        matches!(
            file.text(argument.value).trim_matches(['"', '`']).rsplit('/').next(),
            Some("sh" | "bash" | "zsh" | "cmd" | "powershell")
        )
    })
}

/// Whether the text goes into a response, and reads like markup.
fn writes_page(call: &Call<'_>, file: &File<'_>, taint: &Taint<'_>) -> bool {
    let to = call.arguments.first().map_or("", |argument| file.text(argument.value));
    matches!(to, "w" | "rw" | "writer" | "resp" | "c.Writer")
        && file.source.contains("http.ResponseWriter")
        && taint.shape.contains(Shape::HTML)
}

fn input(_: Node<'_>, parameter: &Parameter<'_>, file: &File<'_>) -> Input {
    match type_name(parameter, file) {
        "http.Request" => Input::Known("$request"),
        "gin.Context" | "echo.Context" | "fiber.Ctx" => Input::Known("$context"),
        "int" | "int8" | "int16" | "int32" | "int64" | "uint" | "uint8" | "uint16" | "uint32" | "uint64"
        | "float32" | "float64" | "bool" | "time.Time" | "time.Duration" | "uuid.UUID" => Input::Harmless,
        _ => Input::Caller,
    }
}
