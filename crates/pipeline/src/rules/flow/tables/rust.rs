//! Rust: the extractors of axum, actix-web, poem and rocket; sqlx, rusqlite, postgres, diesel; `std::process`.

use tree_sitter::Node;

use super::{Form, Handed, Input, Place, Table, place, type_name};
use crate::languages::{Call, Parameter};
use crate::rules::File;
use crate::rules::flow::Weakness::{Command, Path, Redirect, Sql, Ssrf, Xss};
use crate::rules::flow::taint::{Harms, Shape, Taint, Trust};

pub(super) static TABLE: Table = Table {
    forms: &[
        ("identifier", Form::Name),
        ("self", Form::Name),
        ("shorthand_field_identifier", Form::Name),
        ("field_expression", Form::Member("value", "field")),
        ("index_expression", Form::Element("")),
        ("string_literal", Form::Text),
        ("raw_string_literal", Form::Text),
        ("binary_expression", Form::Joined),
        ("parenthesized_expression", Form::All),
        ("reference_expression", Form::First("value")),
        ("unary_expression", Form::First("")),
        ("try_expression", Form::First("")),
        ("await_expression", Form::First("")),
        ("type_cast_expression", Form::First("value")),
        ("if_expression", Form::AllBut("condition")),
        ("else_clause", Form::All),
        ("match_expression", Form::First("body")),
        ("match_block", Form::All),
        ("match_arm", Form::First("value")),
        ("block", Form::Last),
        ("array_expression", Form::All),
        ("tuple_expression", Form::All),
        ("struct_expression", Form::First("body")),
        ("field_initializer_list", Form::All),
        ("field_initializer", Form::First("value")),
        ("shorthand_field_initializer", Form::All),
    ],
    frameworks: &["axum", "actix_web", "poem", "rocket", "warp", "salvo", "extract"],
    handlers: &["Query<", "Path<", "Form<", "Json<", "Multipart<"],
    origins: &[
        ("env::args()", Trust::Local, Harms::ALL),
        ("env::var()", Trust::Local, Harms::ALL),
        ("req.query_string()", Trust::Remote, Harms::ALL),
        ("req.match_info()", Trust::Remote, Harms::ALL),
    ],
    input,
    cleaners: &[
        ("*.parse", Harms::ALL),
        ("*.len", Harms::ALL),
        ("*.file_name", Harms::of(&[Path])),
        ("html_escape::encode_text", Harms::of(&[Xss])),
        ("encode_text", Harms::of(&[Xss])),
        ("escape", Harms::of(&[Xss])),
        ("shell_words::quote", Harms::of(&[Command])),
        ("shlex::try_quote", Harms::of(&[Command])),
        ("urlencoding::encode", Harms::of(&[Ssrf, Redirect, Xss, Path])),
    ],
    carriers: &[
        "String::from",
        "PathBuf::from",
        "Path::new",
        "Some",
        "Ok",
        "Box::new",
        "Arc::new",
        "Cow::from",
        "Cow::Borrowed",
        "*.join",
        "*.concat",
        "*.replace",
        "Url::parse",
        "OsString::from",
        "*.with_extension",
        "Html",
        "AssertSqlSafe",
        "SqlStr::from",
        "std::fs::canonicalize",
    ],
    formats: &["format!", "format_args!", "std::format!", "concat!"],
    adders: &["*.push_str", "*.push", "*.extend", "*.insert", "*.arg", "*.args"],
    sinks: &[
        Place { call: "sqlx::query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "sqlx::query_as", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "sqlx::query_scalar", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "sql_query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "diesel::sql_query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "Statement::from_string", argument: Handed::At(1), weakness: Sql, only: is_sql },
        Place { call: "*.execute", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.execute_batch", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.execute_unprepared", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.query_one", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.query_row", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.prepare", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.batch_execute", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.simple_query", argument: Handed::At(0), weakness: Sql, only: is_sql },
        Place { call: "*.arg", argument: Handed::At(0), weakness: Command, only: runs_shell },
        Place { call: "*.args", argument: Handed::At(0), weakness: Command, only: runs_shell },
        Place { call: "Command::new", argument: Handed::At(0), weakness: Command, only: is_remote },
        place("File::open", Handed::At(0), Path),
        place("File::create", Handed::At(0), Path),
        place("fs::read", Handed::At(0), Path),
        place("fs::read_to_string", Handed::At(0), Path),
        place("fs::write", Handed::At(0), Path),
        place("fs::remove_file", Handed::At(0), Path),
        place("fs::remove_dir_all", Handed::At(0), Path),
        place("NamedFile::open", Handed::At(0), Path),
        place("reqwest::get", Handed::At(0), Ssrf),
        place("reqwest::blocking::get", Handed::At(0), Ssrf),
        place("ureq::get", Handed::At(0), Ssrf),
        Place { call: "client.get", argument: Handed::At(0), weakness: Ssrf, only: is_http_client },
        Place { call: "client.post", argument: Handed::At(0), weakness: Ssrf, only: is_http_client },
        Place { call: "Client::new().get", argument: Handed::At(0), weakness: Ssrf, only: is_http_client },
        Place { call: "Html", argument: Handed::At(0), weakness: Xss, only: is_page },
        Place { call: "*.body", argument: Handed::At(0), weakness: Xss, only: is_page },
        place("Redirect::to", Handed::At(0), Redirect),
        place("Redirect::temporary", Handed::At(0), Redirect),
        place("Redirect::permanent", Handed::At(0), Redirect),
        place("Redirect::found", Handed::At(0), Redirect),
        place("Redirect::see_other", Handed::At(0), Redirect),
    ],
    stores: &[],
    keys: &[],
    answers: |_, _| false,
};

fn is_sql(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::SQL)
}

fn is_page(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.shape.contains(Shape::HTML)
}

/// Starting the program that the user of a command line named is what such a program is for.
fn is_remote(_: &Call<'_>, _: &File<'_>, taint: &Taint<'_>) -> bool {
    taint.origin().is_some_and(|origin| origin.trust == Trust::Remote)
}

fn is_http_client(_: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    file.source.contains("reqwest") || file.source.contains("hyper")
}

/// Whether the argument goes to a shell: `Command::new("sh").arg("-c").arg(..)`.
fn runs_shell(call: &Call<'_>, file: &File<'_>, _: &Taint<'_>) -> bool {
    call.receiver.is_some_and(|receiver| {
        let chain = file.text(receiver);
        chain.contains("Command::new(")
            && ["\"sh\"", "\"bash\"", "\"/bin/sh\"", "\"/bin/bash\"", "\"cmd\""]
                .iter()
                .any(|shell| chain.contains(shell))
            && (chain.contains("\"-c\"") || chain.contains("\"/C\"") || chain.contains("\"/c\""))
    })
}

/// What an extractor takes out of a request comes from the network, unless it is a number or an id.
fn input(_: Node<'_>, parameter: &Parameter<'_>, file: &File<'_>) -> Input {
    let kind = type_name(parameter, file);
    let (outer, inner) = kind.split_once('<').unwrap_or((kind, ""));
    let inner = inner.trim_end_matches('>');
    let number = |name: &str| {
        matches!(
            name.trim(),
            "u8" | "u16"
                | "u32"
                | "u64"
                | "u128"
                | "usize"
                | "i8"
                | "i16"
                | "i32"
                | "i64"
                | "i128"
                | "isize"
                | "f32"
                | "f64"
                | "bool"
                | "char"
                | "Uuid"
                | "uuid::Uuid"
        )
    };
    if number(kind) {
        return Input::Harmless;
    }
    let name = outer.rsplit("::").next().unwrap_or(outer);
    if !inner.is_empty() && matches!(name, "Query" | "Path" | "Form" | "Json" | "TypedHeader" | "Multipart") {
        let harmless = inner.trim_matches(['(', ')']).split(',').all(number);
        return if harmless { Input::Harmless } else { Input::Remote };
    }
    Input::Caller
}
